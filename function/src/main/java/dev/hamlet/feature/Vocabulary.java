package dev.hamlet.feature;

import java.util.Arrays;

/**
 * The fingerprints a model knows, each at the slot that is its feature id.
 *
 * <p>An open-addressing table with linear probing, stored as it is used: reading a model copies it, nothing is inserted. A quarter of
 * the slots is free, so that a probe for an unknown n-gram ends soon. The same set of fingerprints always gives the same table.
 * Immutable and thread-safe.
 */
public final class Vocabulary {

    /** Marks a free slot; no n-gram has this fingerprint. */
    public static final int NONE = 0;

    private final int[] slots;

    private Vocabulary(int[] slots) {
        this.slots = slots;
    }

    /**
     * Builds the table of a set of fingerprints.
     *
     * @throws IllegalArgumentException if one is {@link #NONE} or stands twice
     */
    public static Vocabulary of(int[] fingerprints) {
        int[] sorted = fingerprints.clone();
        Arrays.sort(sorted);
        var table = new Vocabulary(new int[capacity(sorted.length)]);
        for (int fingerprint : sorted) {
            if (fingerprint == NONE || table.indexOf(fingerprint) >= 0) {
                throw new IllegalArgumentException(
                        "expected distinct fingerprints other than 0, found " + Integer.toHexString(fingerprint)
                                + " twice or 0");
            }
            table.slots[table.probe(fingerprint)] = fingerprint;
        }
        return table;
    }

    /**
     * Takes over a table as {@link #slots()} gave it.
     *
     * @throws IllegalArgumentException if it has no free slot
     */
    public static Vocabulary ofSlots(int[] slots) {
        for (int fingerprint : slots) {
            if (fingerprint == NONE) {
                return new Vocabulary(slots.clone());
            }
        }
        throw new IllegalArgumentException("expected a free slot among " + slots.length + ", found none");
    }

    /** The feature id of a fingerprint, in [0, {@link #dimension()}), or -1 when it is not known. */
    public int indexOf(int fingerprint) {
        int slot = probe(fingerprint);
        return slots[slot] == NONE ? -1 : slot;
    }

    /** The number of feature ids, free slots included: the length of a weight vector. */
    public int dimension() {
        return slots.length;
    }

    /** The number of known fingerprints. */
    public int size() {
        int size = 0;
        for (int fingerprint : slots) {
            size += fingerprint == NONE ? 0 : 1;
        }
        return size;
    }

    /** A copy of the table: {@link #dimension()} fingerprints, {@link #NONE} in the free slots. */
    public int[] slots() {
        return slots.clone();
    }

    private int probe(int fingerprint) {
        int slot = home(fingerprint);
        while (slots[slot] != NONE && slots[slot] != fingerprint) {
            slot++;
            if (slot == slots.length) {
                slot = 0;
            }
        }
        return slot;
    }

    /** Spreads all fingerprints evenly over the slots, without a division. */
    private int home(int fingerprint) {
        return (int) ((fingerprint & 0xFFFFFFFFL) * slots.length >>> 32);
    }

    private static int capacity(int size) {
        return Math.toIntExact(size * 4L / 3 + 1);
    }
}
