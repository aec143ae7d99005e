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
        double[] values = values(set);
        double[][] rows = rows(InOrder.run(() -> fit(set, values)));
        for (double[] row : rows) {
            for (int id = 0; id < values.length; id++) {
                row[id] *= values[id];
            }
        }
        return LogLinear.of(rows);
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

    private SparseLogisticRegression fit(TrainingSet set, double[] values) {
        List<SampleInstance<SparseArray, Integer>> instances = IntStream.range(0, set.size())
                .mapToObj(i -> new SampleInstance<>(scaled(set.vectors()[i], values), set.labels()[i])).toList();
        return SparseLogisticRegression.fit(new SparseDataset<>(instances, set.dimension()),
                new LogisticRegression.Options(options.lambda(), options.tolerance(), options.maxIterations()));
    }

    private static SparseArray scaled(int[] ids, double[] values) {
        var array = new SparseArray(ids.length);
        for (int id : ids) {
            array.append(id, values[id]);
        }
        return array;
    }

    private static double[][] rows(SparseLogisticRegression fitted) {
        return switch (fitted) {
            case SparseLogisticRegression.Binomial binomial -> new double[][]{binomial.coefficients()};
            case SparseLogisticRegression.Multinomial multinomial -> multinomial.coefficients();
            default -> throw new IllegalStateException("Smile fits no " + fitted.getClass());
        };
    }
}
