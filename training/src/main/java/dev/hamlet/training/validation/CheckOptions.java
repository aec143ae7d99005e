package dev.hamlet.training.validation;

/**
 * What data is held to before anything is trained on it. Shares are of 1.
 *
 * @param badRows rows that are no label and text
 * @param controlCharacters the share of texts with a control character, or one that stands for bytes that could not be read
 * @param longestText how many UTF-16 units a text may have, 1 or more
 * @param longTexts texts that have more
 * @param missingLabels labels that no message has
 * @param labelMessages messages of the rarest label
 * @param labelShare its share
 * @param repeats the share of messages whose text was there before
 * @param nearRepeats the same, where case, punctuation and digits are set aside
 * @param conflicts texts that have two labels or more
 * @param nearConflicts the same, where case, punctuation and digits are set aside
 * @param leaks messages of the test part that the training part has as well, case, punctuation and digits set aside
 * @param nearLeaks the share of the test part that has a near-duplicate in the training part
 * @param significance p-values from here on may be chance: no drift of labels or lengths
 * @param labelDrift population stability index of the labels
 * @param lengthDrift Kolmogorov and Smirnov's distance of the lengths
 * @param wordDrift Jensen–Shannon divergence of the words, in bits
 * @param unseenWords the share of words that the reference has no profile of, beyond its own such share
 */
public record CheckOptions(Bound badRows, Bound controlCharacters, int longestText, Bound longTexts,
        Bound missingLabels, Bound labelMessages, Bound labelShare, Bound repeats, Bound nearRepeats, Bound conflicts,
        Bound nearConflicts, Bound leaks, Bound nearLeaks, double significance, Bound labelDrift, Bound lengthDrift,
        Bound wordDrift, Bound unseenWords) {

    /**
     * Checks the numbers that are no bounds.
     *
     * @throws IllegalArgumentException if a text could not have a character, or a p-value not be such
     */
    public CheckOptions {
        if (longestText < 1) {
            throw new IllegalArgumentException("expected longest_text of 1 or more, found " + longestText);
        }
        if (!(significance > 0 && significance <= 1)) {
            throw new IllegalArgumentException(
                    "expected significance above 0 and up to 1, found %s".formatted(significance));
        }
    }
}
