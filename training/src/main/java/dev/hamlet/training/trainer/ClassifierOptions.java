package dev.hamlet.training.trainer;

/** Which classifier is trained, and its hyper-parameters. */
public sealed interface ClassifierOptions
        permits MaxentOptions, SparseLogisticRegressionOptions, LinearSvmOptions, NaiveBayesOptions,
        RandomForestOptions,
        EnsembleOptions {

    /**
     * Whether {@link Calibration} shall correct the probabilities. Maxent's stay as they were fitted; all others gain by it, sparse logistic
     * regression, whose penalty shrinks its log-odds unevenly, too.
     */
    default boolean needsCalibration() {
        return switch (this) {
            case MaxentOptions _ -> false;
            case SparseLogisticRegressionOptions _,LinearSvmOptions _,NaiveBayesOptions _,RandomForestOptions _ -> true;
            case EnsembleOptions ensemble -> ensemble.members().stream().anyMatch(ClassifierOptions::needsCalibration);
        };
    }
}
