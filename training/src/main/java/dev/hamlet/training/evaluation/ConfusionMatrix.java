package dev.hamlet.training.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;

/**
 * How often each label was taken for each.
 *
 * <p>The binary figures speak of label 1 as the positive one against all others. A figure whose denominator is zero is 0.
 *
 * @param counts messages by actual label (row) and predicted label (column)
 */
public record ConfusionMatrix(List<List<Long>> counts) {

    public ConfusionMatrix {
        counts = counts.stream().map(List::copyOf).toList();
    }

    /** Counts predictions as the model made them. */
    public static ConfusionMatrix of(List<Scored> scored, List<String> labels) {
        long[][] counts = new long[labels.size()][labels.size()];
        scored.forEach(each -> counts[each.actual()][each.predicted()]++);
        return of(counts);
    }

    /** Counts what two labels would come to at another threshold. */
    public static ConfusionMatrix of(List<Scored> scored, double threshold) {
        long[][] counts = new long[2][2];
        scored.forEach(each -> counts[each.actual()][each.score() >= threshold ? 1 : 0]++);
        return of(counts);
    }

    /** The same with one message more called positive, which so far was called negative; of two labels. */
    public ConfusionMatrix calledPositive(int actual) {
        long[][] moved = new long[2][2];
        for (int label = 0; label < 2; label++) {
            int change = label == actual ? 1 : 0;
            moved[label][0] = count(label, 0) - change;
            moved[label][1] = count(label, 1) + change;
        }
        return of(moved);
    }

    private static ConfusionMatrix of(long[][] counts) {
        return new ConfusionMatrix(Arrays.stream(counts).map(row -> Arrays.stream(row).boxed().toList()).toList());
    }

    public long total() {
        return sum(counts.stream().flatMap(List::stream));
    }

    /** The share of all messages that got their label, in [0, 1]. */
    public double accuracy() {
        return ratio(diagonal(), total());
    }

    /** Of the messages called positive, the share that is. */
    public double precision() {
        return ratio(count(1, 1), column(1));
    }

    /** Of the positive messages, the share that was called so: of spam, what was caught. */
    public double recall() {
        return ratio(count(1, 1), row(1));
    }

    /** The harmonic mean of precision and recall, in [0, 1]. */
    public double f1() {
        return ratio(2 * count(1, 1), row(1) + column(1));
    }

    /** Of the messages that are not positive, the share that was called so: of ham, what was blocked. */
    public double blocked() {
        return ratio(column(1) - count(1, 1), total() - row(1));
    }

    /**
     * Matthews correlation coefficient, in [-1, 1], for any number of labels (Gorodkin, "Comparing two K-category
     * assignments by a K-category correlation coefficient", 2004).
     */
    public double mcc() {
        double total = total();
        double crossed = 0;
        double rows = 0;
        double columns = 0;
        for (int k = 0; k < counts.size(); k++) {
            crossed += (double) row(k) * column(k);
            rows += (double) row(k) * row(k);
            columns += (double) column(k) * column(k);
        }
        double denominator = Math.sqrt((total * total - columns) * (total * total - rows));
        return denominator == 0 ? 0 : (diagonal() * total - crossed) / denominator;
    }

    /** Each label's precision, weighted by how many messages have it: the figure of the lecture's classification report. */
    public double weightedPrecision() {
        return weighted(k -> ratio(count(k, k), column(k)));
    }

    /** Each label's recall, weighted by how many messages have it: the same number as {@link #accuracy}. */
    public double weightedRecall() {
        return weighted(k -> ratio(count(k, k), row(k)));
    }

    /** Each label's F1, weighted by how many messages have it. */
    public double weightedF1() {
        return weighted(k -> ratio(2 * count(k, k), row(k) + column(k)));
    }

    private double weighted(IntToDoubleFunction figure) {
        double sum = 0;
        for (int k = 0; k < counts.size(); k++) {
            sum += ratio(row(k), total()) * figure.applyAsDouble(k);
        }
        return sum;
    }

    private long diagonal() {
        long sum = 0;
        for (int k = 0; k < counts.size(); k++) {
            sum += count(k, k);
        }
        return sum;
    }

    private long row(int label) {
        return sum(counts.get(label).stream());
    }

    private long column(int label) {
        return sum(counts.stream().map(row -> row.get(label)));
    }

    private long count(int actual, int predicted) {
        return counts.get(actual).get(predicted);
    }

    private static long sum(Stream<Long> counts) {
        return counts.mapToLong(Long::longValue).sum();
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
