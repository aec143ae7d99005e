package dev.hamlet.training;

import dev.hamlet.training.trainer.ClassifierOptions;
import dev.hamlet.training.trainer.MaxentOptions;
import dev.hamlet.training.trainer.SparseLogisticRegressionOptions;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The trainers there are, each with its hyper-parameters. One that is left out cannot be chosen.
 *
 * @param maxent Smile's maximum entropy classifier
 * @param sparseLogisticRegression Smile's sparse logistic regression
 */
public record HyperParameters(Optional<MaxentOptions> maxent,
        Optional<SparseLogisticRegressionOptions> sparseLogisticRegression) {

    /** Those of each trainer, by the trainer's name: its key in the parameters file. */
    SortedMap<String, ClassifierOptions> byTrainer() {
        SortedMap<String, ClassifierOptions> options = new TreeMap<>();
        maxent.ifPresent(each -> options.put("maxent", each));
        sparseLogisticRegression.ifPresent(each -> options.put("sparse_logistic_regression", each));
        return options;
    }

    /** Those of one trainer. */
    ClassifierOptions of(String trainer) {
        ClassifierOptions options = byTrainer().get(trainer);
        if (options == null) {
            throw new IllegalArgumentException(
                    "expected one of " + byTrainer().keySet() + ", found " + trainer);
        }
        return options;
    }

    /** Without those that do not shape the models of one trainer. */
    HyperParameters only(String trainer) {
        return new HyperParameters(maxent.filter(_ -> trainer.equals("maxent")),
                sparseLogisticRegression.filter(_ -> trainer.equals("sparse_logistic_regression")));
    }
}
