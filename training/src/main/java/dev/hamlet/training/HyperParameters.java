package dev.hamlet.training;

import dev.hamlet.training.trainer.ClassifierOptions;
import dev.hamlet.training.trainer.EnsembleOptions;
import dev.hamlet.training.trainer.LinearSvmOptions;
import dev.hamlet.training.trainer.MaxentOptions;
import dev.hamlet.training.trainer.NaiveBayesOptions;
import dev.hamlet.training.trainer.RandomForestOptions;
import dev.hamlet.training.trainer.SparseLogisticRegressionOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The trainers there are, each with its hyper-parameters. One that is left out cannot be chosen.
 *
 * @param maxent Smile's maximum entropy classifier
 * @param sparseLogisticRegression Smile's sparse logistic regression
 * @param linearSvm Smile's support vector machine with a linear kernel
 * @param naiveBayes Smile's naive Bayes classifiers
 * @param randomForest a random forest of Smile's decision trees
 * @param ensemble several of those above, but for the forest, as one
 */
public record HyperParameters(Optional<MaxentOptions> maxent,
        Optional<SparseLogisticRegressionOptions> sparseLogisticRegression, Optional<LinearSvmOptions> linearSvm,
        Optional<NaiveBayesOptions> naiveBayes, Optional<RandomForestOptions> randomForest,
        Optional<Ensemble> ensemble) {

    private static final String FOREST = "random_forest";
    private static final String ENSEMBLE = "ensemble";

    /**
     * Checks the ensemble.
     *
     * @throws IllegalArgumentException if a member is no trainer that it can have
     */
    public HyperParameters {
        Set<String> linear = linear(maxent, sparseLogisticRegression, linearSvm, naiveBayes).keySet();
        ensemble.ifPresent(each -> {
            if (!linear.containsAll(each.members())) {
                throw new IllegalArgumentException("expected ensemble of " + linear + ", found " + each.members());
            }
        });
    }

    /** Those of each trainer, by the trainer's name: its key in the parameters file. */
    SortedMap<String, ClassifierOptions> byTrainer() {
        Map<String, ClassifierOptions> linear = linear(maxent, sparseLogisticRegression, linearSvm, naiveBayes);
        SortedMap<String, ClassifierOptions> all = new TreeMap<>(linear);
        randomForest.ifPresent(each -> all.put(FOREST, each));
        ensemble.ifPresent(each -> all.put(ENSEMBLE,
                new EnsembleOptions(each.members().stream().map(linear::get).toList())));
        return all;
    }

    private static Map<String, ClassifierOptions> linear(Optional<MaxentOptions> maxent,
            Optional<SparseLogisticRegressionOptions> sparseLogisticRegression, Optional<LinearSvmOptions> linearSvm,
            Optional<NaiveBayesOptions> naiveBayes) {
        Map<String, ClassifierOptions> linear = new TreeMap<>();
        maxent.ifPresent(each -> linear.put("maxent", each));
        sparseLogisticRegression.ifPresent(each -> linear.put("sparse_logistic_regression", each));
        linearSvm.ifPresent(each -> linear.put("linear_svm", each));
        naiveBayes.ifPresent(each -> linear.put("naive_bayes", each));
        return linear;
    }

    /** Those of one trainer. */
    ClassifierOptions of(String trainer) {
        ClassifierOptions options = byTrainer().get(trainer);
        if (options == null) {
            throw new IllegalArgumentException("expected one of " + byTrainer().keySet() + ", found " + trainer);
        }
        return options;
    }

    /** Without those that do not shape the models of one trainer. */
    HyperParameters only(String trainer) {
        Set<String> kept = new HashSet<>(Set.of(trainer));
        ensemble.filter(_ -> trainer.equals(ENSEMBLE)).ifPresent(each -> kept.addAll(each.members()));
        return new HyperParameters(maxent.filter(_ -> kept.contains("maxent")),
                sparseLogisticRegression.filter(_ -> kept.contains("sparse_logistic_regression")),
                linearSvm.filter(_ -> kept.contains("linear_svm")),
                naiveBayes.filter(_ -> kept.contains("naive_bayes")),
                randomForest.filter(_ -> kept.contains(FOREST)), ensemble.filter(_ -> kept.contains(ENSEMBLE)));
    }

    /**
     * Several trainers as one.
     *
     * @param members their names, two or more
     */
    public record Ensemble(List<String> members) {

        /**
         * Checks the number.
         *
         * @throws IllegalArgumentException if there are fewer than two, or one stands twice
         */
        public Ensemble {
            members = List.copyOf(members);
            if (members.size() < 2 || new HashSet<>(members).size() < members.size()) {
                throw new IllegalArgumentException("expected two or more distinct members, found " + members);
            }
        }
    }
}
