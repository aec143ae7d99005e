package dev.hamlet.training.trainer;

import dev.hamlet.model.Classifier;
import dev.hamlet.model.Forest;
import dev.hamlet.model.LogLinear;
import java.util.List;
import smile.classification.PlattScaling;

/**
 * Makes probabilities of what a classifier says: multiplies its log-odds by a slope and, with two labels, adds an intercept.
 *
 * <p>With two labels this is J. Platt's "Probabilistic Outputs for Support Vector Machines" (1999), as Smile fits it; with more, the slope
 * alone, C. Guo et al.'s temperature ("On Calibration of Modern Neural Networks", 2017). It is fitted to examples that the
 * classifier has not learned from.
 *
 * @param slope the factor
 * @param intercept what is added to the log-odds of the second of two labels; 0 with more
 */
record Calibration(double slope, double intercept) {

    /** Leaves everything as it is. */
    static final Calibration NONE = new Calibration(1, 0);

    static Calibration fit(List<Judged> judged, int labelCount) {
        return labelCount == 2 ? platt(judged) : new Calibration(Temperature.slope(judged, labelCount), 0);
    }

    /** Smile keeps its two numbers to itself, but they can be read off at two points; standard scores keep these apart. */
    private static Calibration platt(List<Judged> judged) {
        double[] logOdds = judged.stream().mapToDouble(Judged::logOdds).toArray();
        double mean = 0;
        for (double each : logOdds) {
            mean += each / logOdds.length;
        }
        double variance = 0;
        for (double each : logOdds) {
            variance += (each - mean) * (each - mean) / logOdds.length;
        }
        double deviation = Math.sqrt(variance);
        if (deviation == 0) {
            return NONE;
        }
        for (int i = 0; i < logOdds.length; i++) {
            logOdds[i] = (logOdds[i] - mean) / deviation;
        }
        var platt = PlattScaling.fit(logOdds, judged.stream().mapToInt(Judged::actual).toArray());
        double atMean = logit(platt.scale(0));
        double slope = (logit(platt.scale(1)) - atMean) / deviation;
        return new Calibration(slope, atMean - slope * mean);
    }

    private static double logit(double probability) {
        return Math.log(probability / (1 - probability));
    }

    /** The calibrated log-odds of the second of two labels. */
    double logOdds(Judged judged) {
        return slope * judged.logOdds() + intercept;
    }

    /** The classifier that says calibrated probabilities. */
    Classifier apply(Classifier classifier) {
        return switch (classifier) {
            case LogLinear linear -> apply(linear);
            case Forest forest -> new Forest(forest.trees(), forest.dimension(), forest.labelCount(),
                    slope * forest.slope(), slope * forest.intercept() + intercept);
        };
    }

    private LogLinear apply(LogLinear linear) {
        double[][] rows = linear.rows();
        double[][] calibrated = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            calibrated[i] = rows[i].clone();
            for (int j = 0; j < rows[i].length; j++) {
                calibrated[i][j] *= slope;
            }
            calibrated[i][rows[i].length - 1] += intercept;
        }
        return LogLinear.of(calibrated);
    }
}
