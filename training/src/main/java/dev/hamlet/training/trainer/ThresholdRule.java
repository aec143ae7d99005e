package dev.hamlet.training.trainer;

import dev.hamlet.training.evaluation.ConfusionMatrix;
import dev.hamlet.training.evaluation.Scored;
import java.util.List;

/** Picks the threshold with the greatest MCC among those that block at most a given share of the negatives. */
final class ThresholdRule {

    private final double maxBlocked;

    ThresholdRule(double maxBlocked) {
        this.maxBlocked = maxBlocked;
    }

    record Choice(double threshold, ConfusionMatrix confusion) {}

    /** Chooses among 1 (nothing is positive) and the midpoints between neighbouring scores; of equals, the higher. */
    Choice choose(List<Scored> scored) {
        double[] scores = scored.stream().mapToDouble(Scored::score).sorted().distinct().toArray();
        Choice best = at(1, scored);
        for (int i = scores.length - 1; i > 0; i--) {
            Choice choice = at((scores[i - 1] + scores[i]) / 2, scored);
            if (choice.confusion().blocked() > maxBlocked) {
                break;
            }
            best = choice.confusion().mcc() > best.confusion().mcc() ? choice : best;
        }
        return best;
    }

    private static Choice at(double threshold, List<Scored> scored) {
        return new Choice(threshold, ConfusionMatrix.of(scored, threshold));
    }
}
