package dev.hamlet.local;

import java.util.ArrayList;
import java.util.List;

/** How many rows got which answer. Thread-safe. */
final class Tally {

    private final List<String> labels;
    private final long[] counts;
    private long bad;

    Tally(List<String> labels) {
        this.labels = labels;
        this.counts = new long[labels.size()];
    }

    /**
     * Counts rows that got a label.
     *
     * @return whether there is such a label
     */
    synchronized boolean add(String label, long rows) {
        int index = labels.indexOf(label);
        if (index >= 0) {
            counts[index] += rows;
        }
        return index >= 0;
    }

    /** Counts rows that could not be classified. */
    synchronized void addBad(long rows) {
        bad += rows;
    }

    /** Adds what another counted, of the same labels; it must not be counted in meanwhile. */
    synchronized void add(Tally other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        bad += other.bad;
    }

    List<String> labels() {
        return labels;
    }

    synchronized long count(int label) {
        return counts[label];
    }

    synchronized long bad() {
        return bad;
    }

    /** All rows. */
    synchronized long rows() {
        long rows = bad;
        for (long count : counts) {
            rows += count;
        }
        return rows;
    }

    /** Such as {@code ham 4,827, spam 747, bad 0}. */
    @Override
    public synchronized String toString() {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            parts.add(labels.get(i) + " " + Progress.shown(counts[i]));
        }
        parts.add("bad " + Progress.shown(bad));
        return String.join(", ", parts);
    }
}
