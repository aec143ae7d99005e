package dev.hamlet.training.dataset;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many messages there are, with and without repeats.
 *
 * @param messages all of them
 * @param exact different texts
 * @param distinct different texts after case, punctuation and digits are set aside: see {@link DuplicateKey}
 */
public record Counts(int messages, int exact, int distinct) {

    /** Counts a whole data set. */
    public static Counts of(Dataset dataset) {
        return of(dataset.examples());
    }

    /**
     * Counts each label by itself, labels in the order of their characters. A text under two labels counts for both, so
     * that {@code exact} and {@code distinct} may add up to more than those of the whole.
     */
    public static SortedMap<String, Counts> byLabel(Dataset dataset) {
        SortedMap<String, Counts> counts = new TreeMap<>();
        for (String label : dataset.labels()) {
            counts.put(label, of(dataset.examples().stream().filter(e -> e.label().equals(label)).toList()));
        }
        return counts;
    }

    private static Counts of(List<Example> examples) {
        List<String> texts = examples.stream().map(Example::text).toList();
        return new Counts(texts.size(), (int) texts.stream().distinct().count(),
                (int) texts.stream().map(DuplicateKey::of).distinct().count());
    }

    /** {@code 5574 messages, 5171 different, 5089 distinct}. */
    @Override
    public String toString() {
        return "%d messages, %d different, %d distinct".formatted(messages, exact, distinct);
    }
}
