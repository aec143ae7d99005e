package dev.hamlet.training.trainer;

/**
 * Hyper-parameters of Smile's support vector machine with a linear kernel.
 *
 * @param penalty what a message on the wrong side of its margin costs, above 0
 * @param tolerance where the optimizer stops, above 0
 * @param epochs how often it goes through the messages, at least 1
 */
public record LinearSvmOptions(double penalty, double tolerance, int epochs) implements ClassifierOptions {

    public LinearSvmOptions {
        Range.require(penalty > 0 && penalty < Double.POSITIVE_INFINITY, "penalty above 0", penalty);
        Range.require(tolerance > 0, "tolerance above 0", tolerance);
        Range.require(epochs >= 1, "epochs of at least 1", epochs);
    }
}
