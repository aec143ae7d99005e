package dev.hamlet.training.trainer;

import dev.hamlet.feature.Vocabulary;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Chooses the n-grams that become features: those that stand in enough messages, the most frequent of them. */
final class VocabularyBuilder {

    private VocabularyBuilder() {}

    /**
     * Builds a vocabulary.
     *
     * @param fingerprints those of the n-grams, ascending
     * @param counts in how many messages each stands; of equally frequent ones, the smaller fingerprint is chosen
     */
    static Vocabulary build(int[] fingerprints, int[] counts, VocabularyOptions options) {
        int[] enough = IntStream.range(0, counts.length).filter(i -> counts[i] >= options.minMessages()).toArray();
        if (enough.length > options.maxFeatures()) {
            enough = IntStream.of(enough).boxed()
                    .sorted(Comparator.comparingInt((Integer i) -> -counts[i]).thenComparingInt(i -> fingerprints[i]))
                    .limit(options.maxFeatures()).mapToInt(Integer::intValue).toArray();
        }
        return Vocabulary.of(IntStream.of(enough).map(i -> fingerprints[i]).toArray());
    }
}
