package dev.hamlet.training.trainer;

import dev.hamlet.model.LogLinear;
import java.util.Arrays;

/** Weights by label: the form in which naive Bayes, or one label against the rest, has them. */
final class LabelRows {

    private LabelRows() {}

    /**
     * The classifier whose log-probabilities, up to a constant, are the labels' rows.
     *
     * @param rows for each label a weight for every feature id, and the bias
     */
    static LogLinear toLogLinear(double[][] rows) {
        if (rows.length == 2) {
            return LogLinear.of(less(rows[1], rows[0]));
        }
        double[] last = rows[rows.length - 1];
        return LogLinear.of(Arrays.stream(rows, 0, rows.length - 1).map(row -> less(row, last))
                .toArray(double[][]::new));
    }

    private static double[] less(double[] row, double[] other) {
        double[] difference = new double[row.length];
        for (int i = 0; i < row.length; i++) {
            difference[i] = row[i] - other[i];
        }
        return difference;
    }
}
