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
        var ids = new IdSet(vocabulary);
        extractor.extract(text, ids);
        return ids.toArray();
    }

    /** Collects ids once each. A class, since a lambda's first use would cost a cold start some milliseconds. */
    private static final class IdSet implements FeatureSink {

        private final Vocabulary vocabulary;
        private final long[] seen;
        private int[] ids = new int[256];
        private int size;

        IdSet(Vocabulary vocabulary) {
            this.vocabulary = vocabulary;
            this.seen = new long[(vocabulary.dimension() >> 6) + 1];
        }

        @Override
        public void accept(int fingerprint, int start, int end) {
            int id = vocabulary.indexOf(fingerprint);
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
