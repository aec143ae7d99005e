package dev.hamlet.feature;

import java.util.Arrays;

/**
 * The fingerprints a model knows, each at the slot that is its feature id.
 *
 * <p>A perfect hash table: for each fingerprint there is but one slot that can hold it, so that to look one up takes as long
 * whether it is known or not, and no branch that a processor could guess wrong. A few of a hundred slots are free. Stored as it is used:
 * reading a model copies it, nothing is inserted. The same set of fingerprints always gives the same table. Immutable and thread-safe.
 */
public final class Vocabulary {

    /** Marks a free slot; no n-gram has this fingerprint. */
    public static final int NONE = 0;

    /** As {@link NgramExtractor}'s: the odd number nearest 2<sup>64</sup> / φ. */
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final long UNSIGNED = 0xFFFFFFFFL;

    private final int[] slots;
    private final short[] seeds;

    /** Takes over what {@link PerfectHash} made. */
    Vocabulary(int[] slots, short[] seeds) {
        this.slots = slots;
        this.seeds = seeds;
    }

    /**
     * Builds the table of a set of fingerprints.
     *
     * @throws IllegalArgumentException if one is {@link #NONE} or stands twice
     */
    public static Vocabulary of(int[] fingerprints) {
        int[] sorted = fingerprints.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < sorted.length; i++) {
            if (sorted[i] == NONE || i > 0 && sorted[i] == sorted[i - 1]) {
                throw new IllegalArgumentException(
                        "expected distinct fingerprints other than 0, found " + Integer.toHexString(sorted[i])
                                + " twice or 0");
            }
        }
        return PerfectHash.of(sorted);
    }

    /**
     * Takes over a table as {@link #slots()} and {@link #seeds()} gave it.
     *
     * @throws IllegalArgumentException if there is no slot or no seed
     */
    public static Vocabulary ofTable(int[] slots, short[] seeds) {
        if (slots.length == 0 || seeds.length == 0) {
            throw new IllegalArgumentException(
                    "expected a slot and a seed or more, found " + slots.length + " and " + seeds.length);
        }
        return new Vocabulary(slots.clone(), seeds.clone());
    }

    /** The feature id of a fingerprint, in [0, {@link #dimension()}), or -1 when it is not known. */
    public int indexOf(int fingerprint) {
        int slot = slot(fingerprint);
        return slots[slot] == fingerprint && fingerprint != NONE ? slot : -1;
    }

    /** The one slot that may hold a fingerprint. */
    int slot(int fingerprint) {
        return slot(fingerprint, seeds[bucket(fingerprint, seeds.length)], slots.length);
    }

    /** Whether a slot holds a fingerprint, which is not {@link #NONE}: 1 if it does, else 0, found without a branch. */
    int holds(int slot, int fingerprint) {
        int difference = slots[slot] ^ fingerprint;
        return 1 - ((difference | -difference) >>> 31);
    }

    /** Which of the seeds is a fingerprint's: spread evenly, without a division. */
    static int bucket(int fingerprint, int seeds) {
        return (int) ((fingerprint * MULTIPLIER & UNSIGNED) * seeds >>> 32);
    }

    /** Where a seed puts a fingerprint: for each seed another, by multiplication with another odd number. */
    static int slot(int fingerprint, short seed, int slots) {
        long mixed = (fingerprint & UNSIGNED) * (MULTIPLIER * (2L * seed + 1));
        return (int) ((mixed >>> 32) * slots >>> 32);
    }

    /** The number of feature ids, free slots included: the length of a weight vector. */
    public int dimension() {
        return slots.length;
    }

    /** The number of known fingerprints; counted on demand. */
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

    /** A copy of the seeds that lead to the slots. */
    public short[] seeds() {
        return seeds.clone();
    }
}
