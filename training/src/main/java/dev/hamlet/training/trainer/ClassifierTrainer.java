package dev.hamlet.training.trainer;

import dev.hamlet.model.Classifier;

/** Fits a classifier. The same set gives the same classifier, on any thread. */
interface ClassifierTrainer {

    Classifier fit(TrainingSet set);

    /**
     * The trainer that options are for.
     *
     * @param seed where it starts to draw, if it does
     */
    static ClassifierTrainer of(ClassifierOptions options, long seed) {
        return switch (options) {
            case MaxentOptions maxent -> new MaxentTrainer(maxent);
            case SparseLogisticRegressionOptions logistic -> new SparseLogisticRegressionTrainer(logistic);
            case LinearSvmOptions svm -> new LinearSvmTrainer(svm);
            case NaiveBayesOptions bayes -> new NaiveBayesTrainer(bayes);
            case RandomForestOptions forest -> new RandomForestTrainer(forest, seed);
            case EnsembleOptions ensemble -> new EnsembleTrainer(ensemble, seed);
        };
    }
}
