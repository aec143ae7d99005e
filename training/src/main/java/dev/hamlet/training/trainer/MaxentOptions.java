package dev.hamlet.training.trainer;

/**
 * Hyper-parameters of Smile's maximum entropy classifier.
 *
 * @param lambda the weight of the L2 penalty, at least 0
 * @param tolerance where the optimizer stops, above 0
 * @param maxIterations the most steps the optimizer takes, at least 1
 */
public record MaxentOptions(double lambda, double tolerance, int maxIterations) implements ClassifierOptions {

    public MaxentOptions {
        Range.require(lambda >= 0, "lambda of at least 0", lambda);
        Range.require(tolerance > 0, "tolerance above 0", tolerance);
        Range.require(maxIterations >= 1, "max_iterations of at least 1", maxIterations);
    }
}
