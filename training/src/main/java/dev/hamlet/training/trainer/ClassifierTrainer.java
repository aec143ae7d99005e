package dev.hamlet.training.trainer;

import dev.hamlet.model.Classifier;

/** Fits a classifier. The same set gives the same classifier, on any thread. */
interface ClassifierTrainer {

    Classifier fit(TrainingSet set);

    /** The trainer that options are for. */
    static ClassifierTrainer of(ClassifierOptions options) {
        return switch (options) {
            case MaxentOptions maxent -> new MaxentTrainer(maxent);
            case SparseLogisticRegressionOptions logistic -> new SparseLogisticRegressionTrainer(logistic);
        };
    }
}
