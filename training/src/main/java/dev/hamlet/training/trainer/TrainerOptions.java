package dev.hamlet.training.trainer;

import dev.hamlet.feature.FeatureOptions;

/**
 * All that shapes a model besides its examples.
 *
 * @param features which n-grams may be features
 * @param vocabulary which of them are
 * @param classifier which classifier is trained, and its hyper-parameters
 * @param threshold how the threshold is chosen
 * @param goodWords the share, in [0, 1], of the positive of two labels' messages that are learned from once more with words appended
 *     that are typical of the other label
 * @param seed the seed of the folds, and of a classifier that draws
 */
public record TrainerOptions(FeatureOptions features, VocabularyOptions vocabulary, ClassifierOptions classifier,
        ThresholdOptions threshold, double goodWords, long seed) {

    public TrainerOptions {
        Range.require(goodWords >= 0 && goodWords <= 1, "good_words from 0 to 1", goodWords);
    }

    /** Without copies of messages. */
    public TrainerOptions(FeatureOptions features, VocabularyOptions vocabulary, ClassifierOptions classifier,
            ThresholdOptions threshold, long seed) {
        this(features, vocabulary, classifier, threshold, 0, seed);
    }
}
