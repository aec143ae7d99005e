package dev.hamlet.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A weight for each feature id, and the bias last; as a trainer has them, or as the model file keeps them: 16-bit multiples of a power of two.
 *
 * <p>The step is the smallest power of two at which the largest weight still fits, so the error of a weight, half a step, is at most about
 * 2<sup>-15</sup> of the largest. A byte holds the step's exponent, so that the smallest step is 2<sup>-128</sup> and the largest
 * 2<sup>127</sup>. A trainer rounds before it builds its classifier; then the file loses nothing.
 */
public final class Weights {

    private static final int LARGEST = Short.MAX_VALUE;

    private final short @Nullable [] multiples;
    private final double step;
    /** Of multiples, made when they are first asked for: scoring does without, and a cold start has no time for it. */
    private volatile double @Nullable [] values;

    private Weights(short @Nullable [] multiples, double step, double @Nullable [] values) {
        this.multiples = multiples;
        this.step = step;
        this.values = values;
    }

    /** Weights that need not be such as the file can hold; the array is not copied. */
    static Weights of(double[] values) {
        return new Weights(null, 0, values);
    }

    /** Weights as the file holds them; the array is not copied. */
    static Weights of(short[] multiples, int exponent) {
        return new Weights(multiples, value((short) 1, exponent), null);
    }

    /** The bias and the weights of a message's features, added up; of multiples without any rounding. */
    double sum(int[] ids, int count) {
        if (multiples == null) {
            return sum(values(), ids, count);
        }
        long sum = multiples[multiples.length - 1];
        for (int i = 0; i < count; i++) {
            sum += multiples[ids[i]];
        }
        return sum * step;
    }

    private static double sum(double[] values, int[] ids, int count) {
        double sum = values[values.length - 1];
        for (int i = 0; i < count; i++) {
            sum += values[ids[i]];
        }
        return sum;
    }

    /** The weights, the bias last; not copied. */
    double[] values() {
        double[] made = values;
        if (made == null) {
            short[] stored = Objects.requireNonNull(multiples);
            made = new double[stored.length];
            for (int i = 0; i < made.length; i++) {
                made[i] = stored[i] * step;
            }
            values = made;
        }
        return made;
    }

    /** How many there are, the bias included. */
    int length() {
        return multiples == null ? values().length : multiples.length;
    }

    /**
     * Rounds weights, in place, to what the file can hold.
     *
     * @throws IllegalArgumentException if one is not finite, or too large for the largest step
     */
    public static void round(double[] weights) {
        int exponent = exponent(weights);
        for (int i = 0; i < weights.length; i++) {
            weights[i] = value((short) Math.rint(Math.scalb(weights[i], -exponent)), exponent);
        }
    }

    /** The exponent of two that is the step of {@code weights}; 0 when all are zero. */
    static int exponent(double[] weights) {
        double largest = 0;
        for (double weight : weights) {
            if (!Double.isFinite(weight)) {
                throw new IllegalArgumentException("expected finite weights, found " + weight);
            }
            largest = Math.max(largest, Math.abs(weight));
        }
        if (largest == 0) {
            return 0;
        }
        int exponent = Math.max(Math.getExponent(largest) - 14, Byte.MIN_VALUE);
        if (Math.rint(Math.scalb(largest, -exponent)) > LARGEST) {
            exponent++;
        }
        if (exponent > Byte.MAX_VALUE) {
            throw new IllegalArgumentException("expected weights up to 2^142, found " + largest);
        }
        return exponent;
    }

    /** The multiple of the step that {@code weight} is. */
    static short multiple(double weight, int exponent) {
        double multiple = Math.scalb(weight, -exponent);
        if (multiple != Math.rint(multiple)) {
            throw new IllegalArgumentException(
                    "expected a weight rounded to multiples of 2^" + exponent + ", found " + weight);
        }
        return (short) multiple;
    }

    static double value(short multiple, int exponent) {
        return Math.scalb((double) multiple, exponent);
    }
}
