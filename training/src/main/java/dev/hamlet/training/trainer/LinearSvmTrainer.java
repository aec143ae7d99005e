package dev.hamlet.training.trainer;

import dev.hamlet.model.LogLinear;
import java.util.Arrays;
import java.util.stream.IntStream;
import smile.math.BFGS;

/**
 * Trains a linear support vector machine, with more than two labels each against the rest.
 *
 * <p>The loss is the squared hinge, which has a derivative, so that Smile's L-BFGS minimizes it as it does a logistic regression's.
 * Smile 4.4.2's own {@code SVM} solves for the hinge by LASVM, several times as slowly here, and its linear machines for sparse
 * vectors take a feature's id for a support vector's. With log-count ratios this is the NBSVM of Wang and Manning.
 */
final class LinearSvmTrainer implements ClassifierTrainer {

    /** How many steps L-BFGS remembers. */
    private static final int MEMORY = 5;

    private final LinearSvmOptions options;

    LinearSvmTrainer(LinearSvmOptions options) {
        this.options = options;
    }

    @Override
    public LogLinear fit(TrainingSet set) {
        var columns = new Columns(set, options.scaling().values(set, options.smoothing()));
        int[][] vectors = Arrays.stream(set.vectors()).map(columns::of).toArray(int[][]::new);
        if (set.labelCount() == 2) {
            return LogLinear.of(margins(set, vectors, columns, 1));
        }
        return LabelRows.toLogLinear(IntStream.range(0, set.labelCount())
                .mapToObj(label -> margins(set, vectors, columns, label)).toArray(double[][]::new));
    }

    /** The weights and the bias of how far a message lies on the side of one label. */
    private double[] margins(TrainingSet set, int[][] vectors, Columns columns, int label) {
        int[] sides = Arrays.stream(set.labels()).map(each -> each == label ? 1 : -1).toArray();
        double[] fitted = new double[columns.count() + 1];
        BFGS.minimize(new SquaredHinge(vectors, sides, columns.values(), options.penalty()), MEMORY, fitted,
                options.tolerance(), options.maxIterations());
        return columns.row(fitted);
    }
}
