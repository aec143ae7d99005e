package dev.hamlet.feature;

/**
 * Which n-grams of a normalized message are features.
 *
 * @param wordNgramsMax the longest word n-gram, in words, from 0 (none) to 2
 * @param charNgramsMin the shortest character n-gram, in UTF-16 units, from 1
 * @param charNgramsMax the longest character n-gram, at most 8; 0 for none
 */
public record FeatureOptions(int wordNgramsMax, int charNgramsMin, int charNgramsMax) {

    public FeatureOptions {
        check(wordNgramsMax >= 0 && wordNgramsMax <= 2, "word n-grams up to 0, 1 or 2 words", wordNgramsMax);
        check(charNgramsMin >= 1, "character n-grams of at least 1 character", charNgramsMin);
        check(charNgramsMax == 0 || charNgramsMax >= charNgramsMin && charNgramsMax <= 8,
                "character n-grams up to 0 or " + charNgramsMin + " to 8 characters", charNgramsMax);
    }

    private static void check(boolean holds, String expected, int found) {
        if (!holds) {
            throw new IllegalArgumentException("expected " + expected + ", found " + found);
        }
    }
}
