package dev.hamlet.training.trainer;

/** Which classifier is trained, and its hyper-parameters. What it says becomes a probability by {@link Calibration}. */
public sealed interface ClassifierOptions
        permits MaxentOptions, SparseLogisticRegressionOptions, LinearSvmOptions, NaiveBayesOptions,
        RandomForestOptions,
        EnsembleOptions {}
