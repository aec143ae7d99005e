package dev.hamlet.training.trainer;

import dev.hamlet.feature.Vocabulary;
import java.util.Arrays;
import java.util.List;

/** Chooses the n-grams that become features: those that stand in enough messages. */
final class VocabularyBuilder {

    private VocabularyBuilder() {}

    static Vocabulary build(List<Sample> samples, int minMessages) {
        int[] all = samples.stream().flatMapToInt(sample -> Arrays.stream(sample.fingerprints())).toArray();
        Arrays.sort(all);
        return Vocabulary.of(repeated(all, minMessages));
    }

    /** The values of a sorted array that stand in it at least {@code times} times, once each. */
    private static int[] repeated(int[] sorted, int times) {
        int[] kept = new int[sorted.length / times];
        int size = 0;
        int start = 0;
        for (int end = 1; end <= sorted.length; end++) {
            if (end == sorted.length || sorted[end] != sorted[start]) {
                if (end - start >= times) {
                    kept[size++] = sorted[start];
                }
                start = end;
            }
        }
        return Arrays.copyOf(kept, size);
    }
}
