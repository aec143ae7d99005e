package dev.hamlet.model;

/**
 * Weights as the model file keeps them: 16-bit multiples of a power of two.
 *
 * <p>The step is the smallest power of two at which the largest weight still fits, so the error of a weight, half a step, is at most about
 * 2<sup>-15</sup> of the largest. A byte holds the step's exponent, so that the smallest step is 2<sup>-128</sup> and the largest
 * 2<sup>127</sup>. A trainer rounds before it builds its classifier; then the file loses nothing.
 */
public final class Weights {

    private static final int LARGEST = Short.MAX_VALUE;

    private Weights() {}

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
