package dev.hamlet.feature;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the seeds of a {@link Vocabulary}: fingerprints fall into buckets, and for each bucket, the fullest first, seed after seed
 * is tried until one puts all of its fingerprints into slots that are free (Belazzougui, Botelho and Dietzfelbinger: Hash, Displace,
 * and Compress. ESA 2009). Training does this; reading a model does not.
 */
final class PerfectHash {

    /** Fingerprints a bucket, on average. More would make fewer seeds, and each harder to find. */
    private static final int FULL = 4;
    /** One slot in so many is free, so that a seed is found for the last buckets, too. */
    private static final int FREE = 50;

    private final int[][] buckets;
    private final int[] slots;
    private final short[] seeds;

    private PerfectHash(int[] fingerprints, int spare) {
        this.seeds = new short[fingerprints.length / FULL + spare];
        this.slots = new int[fingerprints.length + spare];
        this.buckets = new int[seeds.length][0];
        for (int fingerprint : fingerprints) {
            int bucket = Vocabulary.bucket(fingerprint, seeds.length);
            buckets[bucket] = Arrays.copyOf(buckets[bucket], buckets[bucket].length + 1);
            buckets[bucket][buckets[bucket].length - 1] = fingerprint;
        }
    }

    /** Builds the table of distinct fingerprints; with more and more room, until all have found a slot. */
    static Vocabulary of(int[] fingerprints) {
        int spare = fingerprints.length / FREE + 1;
        Vocabulary built = null;
        while (built == null) {
            built = new PerfectHash(fingerprints, spare).build();
            spare *= 2;
        }
        return built;
    }

    private @Nullable Vocabulary build() {
        int[] fullestFirst = IntStream.range(0, buckets.length).boxed()
                .sorted(Comparator.comparingInt(bucket -> -buckets[bucket].length)).mapToInt(Integer::intValue)
                .toArray();
        for (int bucket : fullestFirst) {
            if (!place(bucket)) {
                return null;
            }
        }
        return new Vocabulary(slots, seeds);
    }

    private boolean place(int bucket) {
        for (int seed = Short.MIN_VALUE; seed <= Short.MAX_VALUE; seed++) {
            if (place(buckets[bucket], (short) seed)) {
                seeds[bucket] = (short) seed;
                return true;
            }
        }
        return false;
    }

    /** Puts all into their slots, or none. */
    private boolean place(int[] fingerprints, short seed) {
        for (int i = 0; i < fingerprints.length; i++) {
            int slot = Vocabulary.slot(fingerprints[i], seed, slots.length);
            if (slots[slot] != Vocabulary.NONE) {
                for (int j = 0; j < i; j++) {
                    slots[Vocabulary.slot(fingerprints[j], seed, slots.length)] = Vocabulary.NONE;
                }
                return false;
            }
            slots[slot] = fingerprints[i];
        }
        return true;
    }
}
