package dev.hamlet.training.trainer;

import dev.hamlet.model.LogLinear;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import smile.classification.LogisticRegression;
import smile.classification.SparseLogisticRegression;
import smile.data.SampleInstance;
import smile.data.SparseDataset;
import smile.util.SparseArray;

/**
 * Trains Smile's sparse logistic regression, on the presence of features or on a value that each feature has.
 *
 * <p>A feature's weight times its value is what its presence adds to the log-odds; so scaled features are served as if they were not.
 */
final class SparseLogisticRegressionTrainer implements ClassifierTrainer {

    private final SparseLogisticRegressionOptions options;

    SparseLogisticRegressionTrainer(SparseLogisticRegressionOptions options) {
        this.options = options;
    }

    @Override
    public LogLinear fit(TrainingSet set) {
        int[] ids = set.featureIdsByFrequency();
        double[] values = values(set);
        double[][] fitted = coefficients(InOrder.run(() -> fit(set, ids, values)));
        return LogLinear.of(Arrays.stream(fitted).map(each -> row(each, ids, values)).toArray(double[][]::new));
    }

    private static double[] row(double[] fitted, int[] ids, double[] values) {
        double[] row = new double[values.length + 1];
        for (int column = 0; column < ids.length; column++) {
            row[ids[column]] = fitted[column] * values[ids[column]];
        }
        row[values.length] = fitted[fitted.length - 1];
        return row;
    }

    private double[] values(TrainingSet set) {
        return switch (options.scaling()) {
            case NONE -> {
                double[] ones = new double[set.dimension()];
                Arrays.fill(ones, 1);
                yield ones;
            }
            case LOG_COUNT_RATIO -> new LogCountRatio(options.smoothing()).of(set);
        };
    }

    /** The most frequent features are neighbours, so that most of the weights that are read fit the processor's cache. */
    private SparseLogisticRegression fit(TrainingSet set, int[] ids, double[] values) {
        int[] columns = new int[set.dimension()];
        for (int column = 0; column < ids.length; column++) {
            columns[ids[column]] = column;
        }
        List<SampleInstance<SparseArray, Integer>> instances = IntStream.range(0, set.size())
                .mapToObj(i -> new SampleInstance<>(scaled(set.vectors()[i], columns, values), set.labels()[i]))
                .toList();
        return SparseLogisticRegression.fit(new SparseDataset<>(instances, ids.length),
                new LogisticRegression.Options(options.lambda(), options.tolerance(), options.maxIterations()));
    }

    private static SparseArray scaled(int[] ids, int[] columns, double[] values) {
        var array = new SparseArray(ids.length);
        for (int id : ids) {
            array.append(columns[id], values[id]);
        }
        return array;
    }

    private static double[][] coefficients(SparseLogisticRegression fitted) {
        return switch (fitted) {
            case SparseLogisticRegression.Binomial binomial -> new double[][]{binomial.coefficients()};
            case SparseLogisticRegression.Multinomial multinomial -> multinomial.coefficients();
            default -> throw new IllegalStateException("Smile fits no " + fitted.getClass());
        };
    }
}
