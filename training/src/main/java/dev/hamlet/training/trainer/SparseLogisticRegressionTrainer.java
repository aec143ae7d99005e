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

/** Trains Smile's sparse logistic regression, on the presence of features or on a value that each feature has. */
final class SparseLogisticRegressionTrainer implements ClassifierTrainer {

    private final SparseLogisticRegressionOptions options;

    SparseLogisticRegressionTrainer(SparseLogisticRegressionOptions options) {
        this.options = options;
    }

    @Override
    public LogLinear fit(TrainingSet set) {
        var columns = new Columns(set, options.scaling().values(set, options.smoothing()));
        double[][] fitted = coefficients(InOrder.run(() -> fit(set, columns)));
        return LogLinear.of(Arrays.stream(fitted).map(columns::row).toArray(double[][]::new));
    }

    private SparseLogisticRegression fit(TrainingSet set, Columns columns) {
        List<SampleInstance<SparseArray, Integer>> instances = IntStream.range(0, set.size())
                .mapToObj(i -> new SampleInstance<>(scaled(columns.of(set.vectors()[i]), columns.values()),
                        set.labels()[i]))
                .toList();
        return SparseLogisticRegression.fit(new SparseDataset<>(instances, columns.count()),
                new LogisticRegression.Options(options.lambda(), options.tolerance(), options.maxIterations()));
    }

    private static SparseArray scaled(int[] vector, double[] values) {
        var array = new SparseArray(vector.length);
        for (int column : vector) {
            array.append(column, values[column]);
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
