package dev.hamlet.feature;

import java.util.Arrays;

/**
 * The features of one message at a time, each once: what a classifier scores. It keeps its memory, so that message after message is
 * read without any being allocated. Not thread-safe.
 */
public final class FeatureSet implements FeatureSink {

    private final NgramExtractor extractor;
    private final Vocabulary vocabulary;
    private final Draft draft = new Draft(512);
    /** A bit for each feature id: whether the message has it. */
    private final long[] seen;
    private int[] ids = new int[512];
    private int size;

    public FeatureSet(NgramExtractor extractor, Vocabulary vocabulary) {
        this.extractor = extractor;
        this.vocabulary = vocabulary;
        this.seen = new long[(vocabulary.dimension() >> 6) + 1];
    }

    /** Takes the features of a message in the place of those it had. */
    public void read(String message) {
        read(NormalizedText.of(message, draft));
    }

    /** Takes the features of a message in the place of those it had. */
    public void read(NormalizedText text) {
        for (int i = 0; i < size; i++) {
            seen[ids[i] >> 6] = 0;
        }
        size = 0;
        extractor.extract(text, this);
    }

    /** Adds a feature, unless it is there already or not known. */
    @Override
    public void accept(int fingerprint, int start, int end) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size * 2);
        }
        int id = vocabulary.slot(fingerprint);
        // no branches: whether an n-gram is known, and new, cannot be guessed, and a wrong guess costs more than all of this
        long known = vocabulary.holds(id, fingerprint);
        long before = seen[id >> 6];
        seen[id >> 6] = before | known << id;
        ids[size] = id;
        size += (int) (known & ~(before >>> id));
    }

    /** How many features the message has. */
    public int size() {
        return size;
    }

    /** The features' ids, in the order of their first occurrence: as many as {@link #size()} says, and then others of no meaning. Not copied. */
    public int[] ids() {
        return ids;
    }

    /** A copy of the ids alone. */
    public int[] toArray() {
        return Arrays.copyOf(ids, size);
    }
}
