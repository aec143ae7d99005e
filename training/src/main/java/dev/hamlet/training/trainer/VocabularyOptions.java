package dev.hamlet.training.trainer;

/**
 * Which of the n-grams that training messages have become features.
 *
 * @param minMessages in how many training messages an n-gram must stand, at least 1
 * @param maxFeatures how many features there are at most, at least 1: those that stand in the most messages
 */
public record VocabularyOptions(int minMessages, int maxFeatures) {

    /** How many features there are at most where there may be any number. */
    public static final int ALL = Integer.MAX_VALUE;

    public VocabularyOptions {
        Range.require(minMessages >= 1, "min_messages of at least 1", minMessages);
        Range.require(maxFeatures >= 1, "max_features of at least 1", maxFeatures);
    }
}
