package dev.hamlet.feature;

import java.util.Arrays;

/** Turns a message into the set of the features it has: what a classifier is trained on and scores. Thread-safe. */
public final class Vectorizer {

    private final NgramExtractor extractor;
    private final Vocabulary vocabulary;

    public Vectorizer(NgramExtractor extractor, Vocabulary vocabulary) {
        this.extractor = extractor;
        this.vocabulary = vocabulary;
    }

    /**
     * The ids of the known n-grams of a message, each once, in the order of their first occurrence; empty when the
     * message has none.
     */
    public int[] vectorize(NormalizedText text) {
        var ids = new IdSet(vocabulary.dimension());
        extractor.extract(text, (fingerprint, _, _) -> ids.add(vocabulary.indexOf(fingerprint)));
        return ids.toArray();
    }

    /** A set of ids that remembers their order. */
    private static final class IdSet {

        private final long[] seen;
        private int[] ids = new int[256];
        private int size;

        IdSet(int dimension) {
            seen = new long[(dimension >> 6) + 1];
        }

        void add(int id) {
            if (id < 0 || (seen[id >> 6] & 1L << id) != 0) {
                return;
            }
            seen[id >> 6] |= 1L << id;
            if (size == ids.length) {
                ids = Arrays.copyOf(ids, size * 2);
            }
            ids[size++] = id;
        }

        int[] toArray() {
            return Arrays.copyOf(ids, size);
        }
    }
}
