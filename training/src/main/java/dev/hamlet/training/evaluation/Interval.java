package dev.hamlet.training.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A figure and its 95 % interval.
 *
 * @param value the figure on all held-out examples
 * @param low the 2.5th percentile of the figure over bootstrap samples
 * @param high the 97.5th percentile
 */
public record Interval(double value, double low, double high) {

    private static final int SAMPLES = 1000;
    private static final String ONLY = "";

    /**
     * Percentile bootstrap (Efron, "Bootstrap methods: another look at the jackknife", 1979) over examples, 1,000 samples.
     *
     * @param examples what to draw samples of: scored examples, or pairs of them where two figures are compared
     * @param seed the same seed gives the same interval
     */
    public static <T> Interval bootstrap(List<T> examples, ToDoubleFunction<List<T>> figure, long seed) {
        return overSamples(examples.size(), indexes -> Map.of(ONLY, figure.applyAsDouble(at(indexes, examples))), seed)
                .values().iterator().next();
    }

    /** The same for several figures, all of them on the same samples. */
    public static Map<String, Interval> bootstrapAll(List<Scored> scored,
            Function<List<Scored>, Map<String, Double>> figures, long seed) {
        return overSamples(scored.size(), indexes -> figures.apply(at(indexes, scored)), seed);
    }

    /**
     * What changes in each figure from one model's predictions to another's, on samples of the examples that are the same
     * for both: how hard an example is leaves no trace in the difference.
     *
     * @param before the predictions of the one
     * @param after those of the other, for the same examples in the same order
     * @throws IllegalArgumentException if the examples are not the same
     */
    public static Map<String, Interval> differences(List<Scored> before, List<Scored> after,
            Function<List<Scored>, Map<String, Double>> figures, long seed) {
        if (!before.stream().map(Scored::id).toList().equals(after.stream().map(Scored::id).toList())) {
            throw new IllegalArgumentException("expected predictions for the same examples in the same order");
        }
        return overSamples(before.size(),
                indexes -> minus(figures.apply(at(indexes, after)), figures.apply(at(indexes, before))), seed);
    }

    private static Map<String, Interval> overSamples(int size, Function<int[], Map<String, Double>> figures,
            long seed) {
        var random = new Random(seed);
        Map<String, double[]> samples = new LinkedHashMap<>();
        for (int i = 0; i < SAMPLES; i++) {
            int sample = i;
            figures.apply(IntStream.range(0, size).map(each -> random.nextInt(size)).toArray()).forEach(
                    (name, value) -> samples.computeIfAbsent(name, key -> new double[SAMPLES])[sample] = value);
        }
        Map<String, Interval> intervals = new LinkedHashMap<>();
        figures.apply(IntStream.range(0, size).toArray()).forEach((name, value) -> intervals.put(name,
                around(value, samples.getOrDefault(name, new double[SAMPLES]))));
        return intervals;
    }

    private static Interval around(double value, double[] samples) {
        Arrays.sort(samples);
        return new Interval(value, samples[SAMPLES / 40], samples[SAMPLES - 1 - SAMPLES / 40]);
    }

    private static <T> List<T> at(int[] indexes, List<T> examples) {
        return Arrays.stream(indexes).mapToObj(examples::get).toList();
    }

    private static Map<String, Double> minus(Map<String, Double> after, Map<String, Double> before) {
        Map<String, Double> differences = new LinkedHashMap<>();
        after.forEach((name, value) -> differences.put(name, value - before.getOrDefault(name, 0.0)));
        return differences;
    }
}
