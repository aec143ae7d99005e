package dev.hamlet.training.validation;

import dev.hamlet.feature.FeatureOptions;
import dev.hamlet.feature.NgramExtractor;
import dev.hamlet.feature.NormalizedText;
import dev.hamlet.training.dataset.Dataset;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * In how many messages each word is, words being those that the model reads.
 *
 * @param messages messages by word
 */
record WordCounts(Map<String, Integer> messages) {

    private static final NgramExtractor WORDS = new NgramExtractor(new FeatureOptions(1, 1, 0));

    static WordCounts of(Dataset dataset) {
        Map<String, Integer> messages = new TreeMap<>();
        dataset.examples().forEach(example -> words(example.text()).forEach(
                word -> messages.merge(word, 1, Integer::sum)));
        return new WordCounts(messages);
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        WORDS.extract(NormalizedText.of(text),
                (word, start, end) -> words.add(HexFormat.of().toHexDigits(word)));
        return words;
    }

    long total() {
        return sum(messages);
    }

    static long sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToLong(Integer::longValue).sum();
    }

    SortedMap<String, Integer> inAtLeast(int least) {
        SortedMap<String, Integer> frequent = new TreeMap<>(messages);
        frequent.values().removeIf(count -> count < least);
        return frequent;
    }

    /** The share of words, each counted once a message, that are none of those known. */
    double shareOutside(Set<String> known) {
        long outside = messages.entrySet().stream().filter(word -> !known.contains(word.getKey()))
                .mapToLong(Map.Entry::getValue).sum();
        return (double) outside / Math.max(1, total());
    }
}
