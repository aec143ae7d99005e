package dev.hamlet.training.trainer;

/** Which classifier is trained, and its hyper-parameters. */
public sealed interface ClassifierOptions permits MaxentOptions, SparseLogisticRegressionOptions {}
