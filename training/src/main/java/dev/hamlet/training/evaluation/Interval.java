package dev.hamlet.training.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * A figure and its 95 % interval.
 *
 * @param value the figure on all held-out examples
 * @param low the 2.5th percentile of the figure over bootstrap samples
 * @param high the 97.5th percentile
 */
public record Interval(double value, double low, double high) {

    private static final int SAMPLES = 1000;

    /**
     * Percentile bootstrap (Efron, "Bootstrap methods: another look at the jackknife", 1979) over examples, 1,000 samples.
     *
     * @param examples what to draw samples of: scored examples, or pairs of them where two figures are compared
     * @param seed the same seed gives the same interval
     */
    public static <T> Interval bootstrap(List<T> examples, ToDoubleFunction<List<T>> figure, long seed) {
        var random = new Random(seed);
        double[] values = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            values[i] = figure.applyAsDouble(sample(examples, random));
        }
        Arrays.sort(values);
        return new Interval(figure.applyAsDouble(examples), values[SAMPLES / 40], values[SAMPLES - 1 - SAMPLES / 40]);
    }

    private static <T> List<T> sample(List<T> examples, Random random) {
        List<T> sample = new ArrayList<>(examples.size());
        for (int i = 0; i < examples.size(); i++) {
            sample.add(examples.get(random.nextInt(examples.size())));
        }
        return sample;
    }
}
