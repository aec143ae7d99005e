package dev.hamlet.feature;

/** Receives the features of one message, each kind in the text's order. */
@FunctionalInterface
public interface FeatureSink {

    /**
     * Takes one occurrence of a feature: an n-gram, mostly.
     *
     * @param fingerprint the feature's 32-bit fingerprint, never {@link Vocabulary#NONE}
     * @param start the first normalized character of the occurrence; -1 stands for the boundary before the text
     * @param end the normalized character after its last; {@code length() + 1} takes in the boundary after the text
     */
    void accept(int fingerprint, int start, int end);
}
