package dev.hamlet.training.trainer;

/** Which classifier is trained, and its hyper-parameters. */
public sealed interface ClassifierOptions
        permits MaxentOptions, SparseLogisticRegressionOptions, LinearSvmOptions, NaiveBayesOptions,
        RandomForestOptions,
        EnsembleOptions {

    /**
     * Whether what the classifier says is no probability yet, so that {@link Calibration} has to make it one. Logistic
     * regression is fitted to be one.
     */
    default boolean needsCalibration() {
        return switch (this) {
            case MaxentOptions _,SparseLogisticRegressionOptions _ -> false;
            case LinearSvmOptions _,NaiveBayesOptions _,RandomForestOptions _ -> true;
            case EnsembleOptions ensemble -> ensemble.members().stream().anyMatch(ClassifierOptions::needsCalibration);
        };
    }
}
