package dev.hamlet.training.trainer;

/**
 * Hyper-parameters of a linear support vector machine with squared hinge loss.
 *
 * @param penalty what a message costs that lies as far on the wrong side of its margin as the margin is wide, above 0
 * @param tolerance where the optimizer stops, above 0
 * @param maxIterations the most steps the optimizer takes, at least 1
 * @param scaling the value of a feature that a message has
 * @param smoothing how many messages with a feature, and as many without it, each label is given beforehand, above 0; of no
 *     meaning without scaling
 */
public record LinearSvmOptions(double penalty, double tolerance, int maxIterations, Scaling scaling,
        double smoothing) implements ClassifierOptions {

    public LinearSvmOptions {
        Range.require(penalty > 0 && penalty < Double.POSITIVE_INFINITY, "penalty above 0", penalty);
        Range.require(tolerance > 0, "tolerance above 0", tolerance);
        Range.require(maxIterations >= 1, "max_iterations of at least 1", maxIterations);
        Range.require(smoothing > 0 && smoothing < Double.POSITIVE_INFINITY, "smoothing above 0", smoothing);
    }
}
