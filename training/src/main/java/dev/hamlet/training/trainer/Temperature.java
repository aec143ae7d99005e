package dev.hamlet.training.trainer;

import java.util.List;

/**
 * Finds the slope of the logits that makes the log loss of judged examples the least.
 *
 * <p>As in Platt's scaling, an example is taken for its label's with a probability of (n + 1) / (n + 2), where n is the number of the
 * label's examples; so the slope stays finite where every example is judged right.
 */
final class Temperature {

    private static final int STEPS = 60;
    private static final double LEAST = 1e-3;
    private static final double MOST = 1e3;

    private final List<Judged> judged;
    private final int[] counts;

    private Temperature(List<Judged> judged, int labelCount) {
        this.judged = judged;
        this.counts = new int[labelCount];
        judged.forEach(each -> counts[each.actual()]++);
    }

    /** Bisects the derivative of the loss, which is convex in the slope. */
    static double slope(List<Judged> judged, int labelCount) {
        var temperature = new Temperature(judged, labelCount);
        double low = Math.log(LEAST);
        double high = Math.log(MOST);
        for (int i = 0; i < STEPS; i++) {
            double middle = (low + high) / 2;
            if (temperature.derivative(Math.exp(middle)) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.exp((low + high) / 2);
    }

    private double derivative(double slope) {
        double sum = 0;
        for (Judged each : judged) {
            double[] probabilities = softmax(each.logits(), slope);
            for (int label = 0; label < counts.length; label++) {
                sum += (probabilities[label] - target(label, each.actual())) * each.logits()[label];
            }
        }
        return sum;
    }

    private double target(int label, int actual) {
        double right = (counts[actual] + 1) / (counts[actual] + 2.0);
        return label == actual ? right : (1 - right) / (counts.length - 1);
    }

    private static double[] softmax(double[] logits, double slope) {
        double most = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            most = Math.max(most, logit);
        }
        double[] probabilities = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            probabilities[i] = Math.exp(slope * (logits[i] - most));
            sum += probabilities[i];
        }
        for (int i = 0; i < logits.length; i++) {
            probabilities[i] /= sum;
        }
        return probabilities;
    }
}
