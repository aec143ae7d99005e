package dev.hamlet.training.trainer;

import java.util.Arrays;

/** The value of a feature that a message has; one that it has not is 0. */
public enum Scaling {
    /** Always 1. */
    NONE,
    /**
     * How unevenly the feature is spread over the labels: see {@link LogCountRatio}. The penalty then spares the weights of
     * features that tell labels apart.
     */
    LOG_COUNT_RATIO;

    /** The value for each feature id. */
    double[] values(TrainingSet set, double smoothing) {
        return switch (this) {
            case NONE -> {
                double[] ones = new double[set.dimension()];
                Arrays.fill(ones, 1);
                yield ones;
            }
            case LOG_COUNT_RATIO -> new LogCountRatio(smoothing).of(set);
        };
    }
}
