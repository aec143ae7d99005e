package dev.hamlet.training.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import smile.validation.metric.LogLoss;

/**
 * Scores beside what came true: of two labels whether the message is positive, of more whether the predicted label was right.
 *
 * @param ascending the scores with what came true, lowest score first
 */
record Reliability(List<Outcome> ascending) {

    private static final int BINS = 10;
    // Where scikit-learn clips, too: what is called certain and is wrong costs 36 and not infinity.
    private static final double EPSILON = Math.ulp(1.0);

    record Outcome(double score, boolean cameTrue) {

        private int asNumber() {
            return cameTrue ? 1 : 0;
        }
    }

    static Reliability of(List<Scored> scored, boolean binary) {
        return new Reliability(scored.stream()
                .map(each -> new Outcome(each.score(), binary ? each.actual() == 1 : each.actual() == each.predicted()))
                .sorted(Comparator.comparingDouble(Outcome::score)).toList());
    }

    /** The mean of -ln of the probability that was given to what came true; scores are kept 2.2e-16 off 0 and 1. */
    double logLoss() {
        return LogLoss.of(ascending.stream().mapToInt(Outcome::asNumber).toArray(),
                ascending.stream().mapToDouble(each -> Math.clamp(each.score(), EPSILON, 1 - EPSILON)).toArray());
    }

    /** The mean squared difference between score and what came true, in [0, 1] (Brier, 1950). */
    double brier() {
        return ascending.stream().mapToDouble(each -> Math.pow(each.score() - each.asNumber(), 2)).sum()
                / ascending.size();
    }

    /**
     * Expected calibration error, in [0, 1]: how far the mean score of a bin is from the share that came true, averaged over
     * messages (Naeini, Cooper, Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning", 2015), with bins
     * of equal mass.
     */
    double expectedCalibrationError() {
        return bins().stream().mapToDouble(bin -> bin.examples() * Math.abs(bin.meanScore() - bin.share())).sum()
                / ascending.size();
    }

    /** Ten bins of equal mass: as many messages in each, give or take one, in the order of their scores. */
    List<CalibrationBin> bins() {
        int size = ascending.size();
        return IntStream.range(0, BINS).mapToObj(
                bin -> ascending.subList((int) ((long) bin * size / BINS), (int) ((bin + 1L) * size / BINS)))
                .filter(bin -> !bin.isEmpty()).map(Reliability::bin).toList();
    }

    private static CalibrationBin bin(List<Outcome> outcomes) {
        return new CalibrationBin(outcomes.size(), outcomes.getFirst().score(), outcomes.getLast().score(),
                outcomes.stream().mapToDouble(Outcome::score).sum() / outcomes.size(),
                (double) outcomes.stream().filter(Outcome::cameTrue).count() / outcomes.size());
    }
}
