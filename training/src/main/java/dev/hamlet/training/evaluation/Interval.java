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
     * @param seed the same seed gives the same interval
     */
    public static Interval bootstrap(List<Scored> scored, ToDoubleFunction<List<Scored>> figure, long seed) {
        var random = new Random(seed);
        double[] values = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            values[i] = figure.applyAsDouble(sample(scored, random));
        }
        Arrays.sort(values);
        return new Interval(figure.applyAsDouble(scored), values[SAMPLES / 40], values[SAMPLES - 1 - SAMPLES / 40]);
    }

    private static List<Scored> sample(List<Scored> scored, Random random) {
        List<Scored> sample = new ArrayList<>(scored.size());
        for (int i = 0; i < scored.size(); i++) {
            sample.add(scored.get(random.nextInt(scored.size())));
        }
        return sample;
    }
}
