package dev.hamlet.training.validation;

import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Example;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a data set is like: counts, and no text. Data that comes later is compared with it.
 *
 * @param messages how many messages there are
 * @param sha256 the data set's {@linkplain Dataset#fingerprint() fingerprint}
 * @param labels messages by label
 * @param lengths messages by the length of their text in UTF-16 units
 * @param words messages by word they hold, for words in {@value #KNOWN} messages or more: those that are of somebody, such as names and
 *            numbers, are in fewer. A word is the eight hexadecimal digits of the feature's fingerprint
 * @param rareWords in how many messages each other word is, summed up
 */
public record Profile(int messages, String sha256, SortedMap<String, Integer> labels,
        SortedMap<Integer, Integer> lengths, SortedMap<String, Integer> words, long rareWords) {

    static final int KNOWN = 5;

    /** Makes the maps unmodifiable. */
    public Profile {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        lengths = Collections.unmodifiableSortedMap(new TreeMap<>(lengths));
        words = Collections.unmodifiableSortedMap(new TreeMap<>(words));
    }

    /** The profile of a data set, in whatever order it is. */
    public static Profile of(Dataset dataset) {
        return of(dataset, WordCounts.of(dataset));
    }

    static Profile of(Dataset dataset, WordCounts words) {
        SortedMap<String, Integer> labels = new TreeMap<>();
        SortedMap<Integer, Integer> lengths = new TreeMap<>();
        for (Example example : dataset.examples()) {
            labels.merge(example.label(), 1, Integer::sum);
            lengths.merge(example.text().length(), 1, Integer::sum);
        }
        SortedMap<String, Integer> known = words.inAtLeast(KNOWN);
        return new Profile(dataset.size(), dataset.fingerprint(), labels, lengths, known,
                words.total() - WordCounts.sum(known));
    }

    /** In how many messages each word is, summed up. */
    long allWords() {
        return rareWords + WordCounts.sum(words);
    }

    /** The share of words, each counted once a message, that this has no profile of. */
    double rareShare() {
        return (double) rareWords / Math.max(1, allWords());
    }
}
