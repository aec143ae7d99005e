package dev.hamlet.feature;

/**
 * Which features a normalized message has.
 *
 * @param wordNgramsMax the longest word n-gram, in words, from 0 (none) to 2
 * @param charNgramsMin the shortest character n-gram, in UTF-16 units, from 1
 * @param charNgramsMax the longest character n-gram, at most 8; 0 for none
 * @param shape whether what a message is made of counts, whatever it says: links, numbers, amounts, capitals, its length
 * @param obfuscation whether it counts which kinds of {@link Obfuscation} were undone
 */
public record FeatureOptions(int wordNgramsMax, int charNgramsMin, int charNgramsMax, boolean shape,
        boolean obfuscation) {

    public FeatureOptions {
        check(wordNgramsMax >= 0 && wordNgramsMax <= 2, "word n-grams up to 0, 1 or 2 words", wordNgramsMax);
        check(charNgramsMin >= 1, "character n-grams of at least 1 character", charNgramsMin);
        check(charNgramsMax == 0 || charNgramsMax >= charNgramsMin && charNgramsMax <= 8,
                "character n-grams up to 0 or " + charNgramsMin + " to 8 characters", charNgramsMax);
    }

    /** N-grams only. */
    public FeatureOptions(int wordNgramsMax, int charNgramsMin, int charNgramsMax) {
        this(wordNgramsMax, charNgramsMin, charNgramsMax, false, false);
    }

    private static void check(boolean holds, String expected, int found) {
        if (!holds) {
            throw new IllegalArgumentException("expected " + expected + ", found " + found);
        }
    }
}
