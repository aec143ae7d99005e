package dev.hamlet.training.trainer;

import dev.hamlet.feature.FeatureOptions;

/**
 * All that shapes a model besides its examples.
 *
 * @param features which n-grams are features
 * @param minMessages in how many training messages an n-gram must stand to be one, at least 1
 * @param maxent the classifier's hyper-parameters
 * @param threshold how the threshold is chosen
 * @param seed the seed of the folds
 */
public record TrainerOptions(FeatureOptions features, int minMessages, MaxentOptions maxent, ThresholdOptions threshold,
        long seed) {

    public TrainerOptions {
        if (minMessages < 1) {
            throw new IllegalArgumentException("expected min_messages of at least 1, found " + minMessages);
        }
    }
}
