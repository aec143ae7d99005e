package dev.hamlet.training.trainer;

/**
 * Hyper-parameters of Smile's sparse logistic regression.
 *
 * @param lambda the weight of the L2 penalty, at least 0
 * @param tolerance where the optimizer stops, above 0
 * @param maxIterations the most steps the optimizer takes, at least 1
 * @param scaling the value of a feature that a message has
 * @param smoothing how many messages with a feature, and as many without it, each label is given beforehand, above 0; of no
 *     meaning without scaling
 */
public record SparseLogisticRegressionOptions(double lambda, double tolerance, int maxIterations, Scaling scaling,
        double smoothing) implements ClassifierOptions {

    public SparseLogisticRegressionOptions {
        Range.require(lambda >= 0, "lambda of at least 0", lambda);
        Range.require(tolerance > 0, "tolerance above 0", tolerance);
        Range.require(maxIterations >= 1, "max_iterations of at least 1", maxIterations);
        Range.require(smoothing > 0 && smoothing < Double.POSITIVE_INFINITY, "smoothing above 0", smoothing);
    }
}
