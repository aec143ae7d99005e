package dev.hamlet.feature;

/**
 * Finds the features of a normalized message as fingerprints, without a string for any of them: word and character n-grams, and, where
 * the options say so, its shape and what was undone in it.
 *
 * <p>A word is a run of letters, marks, digits and characters beyond the Basic Multilingual Plane (emoji, mostly), or one other
 * character that is not a space. Character n-grams run over the whole text, spaces and the two boundaries included. A fingerprint mixes
 * its n-gram's characters and kind into 32 bits; two n-grams share one by chance with probability 2<sup>-32</sup>, and then count as
 * one feature. Stateless and thread-safe.
 */
public final class NgramExtractor {

    /** The odd number nearest 2<sup>64</sup> / φ, the usual multiplier of Fibonacci hashing (Knuth, TAOCP 3, 6.4). */
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    // kinds differ where no character does: mixed with one, no kind comes to what another comes to with another character
    private static final long WORD = 0x10000;
    private static final long WORD_PAIR = 0x20000;
    private static final long CHARACTERS = 0x30000;
    static final long SHAPE = 0x40000;
    private static final long UNDONE = 0x50000;

    private final FeatureOptions options;

    public NgramExtractor(FeatureOptions options) {
        this.options = options;
    }

    /**
     * Hands every feature of {@code text} to {@code sink}, repeats included: words first, then characters, shape, and what was undone, the
     * last at the boundary before the text.
     */
    public void extract(NormalizedText text, FeatureSink sink) {
        if (options.wordNgramsMax() > 0) {
            words(text, sink);
        }
        if (options.charNgramsMax() > 0) {
            characters(text, sink);
        }
        if (options.shape()) {
            Shapes.extract(text, sink);
        }
        if (options.obfuscation()) {
            undone(text, sink);
        }
    }

    private void words(NormalizedText text, FeatureSink sink) {
        long previous = 0;
        int previousStart = -1;
        int start = 0;
        while (start < text.length()) {
            if (text.charAt(start) == ' ') {
                start++;
                continue;
            }
            int end = wordEnd(text, start);
            long word = hash(text, start, end);
            sink.accept(fingerprint(word), start, end);
            if (options.wordNgramsMax() > 1 && previousStart >= 0) {
                sink.accept(fingerprint(mix(mix(WORD_PAIR, previous), word)), previousStart, end);
            }
            previous = word;
            previousStart = start;
            start = end;
        }
    }

    private static int wordEnd(NormalizedText text, int start) {
        int end = start;
        while (end < text.length() && Characters.isWordPart(text.charAt(end))) {
            end++;
        }
        return Math.max(end, start + 1);
    }

    private static long hash(NormalizedText text, int start, int end) {
        long hash = WORD;
        for (int i = start; i < end; i++) {
            hash = mix(hash, text.charAt(i));
        }
        return hash;
    }

    private void characters(NormalizedText text, FeatureSink sink) {
        for (int start = -1; start <= text.length(); start++) {
            long hash = CHARACTERS;
            int last = Math.min(start + options.charNgramsMax(), text.length() + 1);
            for (int end = start + 1; end <= last; end++) {
                hash = mix(hash, charOrBoundary(text, end - 1));
                if (end - start >= options.charNgramsMin()) {
                    sink.accept(fingerprint(hash), start, end);
                }
            }
        }
    }

    private static void undone(NormalizedText text, FeatureSink sink) {
        for (Obfuscation each : Obfuscation.values()) {
            if (text.isUndone(each)) {
                sink.accept(fingerprint(UNDONE, each.bit(), 0), -1, 0);
            }
        }
    }

    private static char charOrBoundary(NormalizedText text, int index) {
        return index < 0 || index >= text.length() ? ' ' : text.charAt(index);
    }

    private static long mix(long hash, long value) {
        long mixed = (hash ^ value) * MULTIPLIER;
        return mixed ^ (mixed >>> 32);
    }

    /** The fingerprint of a feature that is no n-gram: one of its kind, by number, in one of its buckets. */
    static int fingerprint(long kind, int number, int bucket) {
        return fingerprint(mix(mix(kind, number), bucket));
    }

    private static int fingerprint(long hash) {
        int folded = (int) ((hash * MULTIPLIER) >>> 32);
        return folded == Vocabulary.NONE ? 1 : folded;
    }
}
