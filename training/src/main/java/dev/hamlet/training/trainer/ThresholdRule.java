package dev.hamlet.training.trainer;

import dev.hamlet.training.evaluation.ConfusionMatrix;
import dev.hamlet.training.evaluation.Scored;
import java.util.Comparator;
import java.util.List;

/** Picks the threshold with the greatest MCC among those that block at most a given share of the negatives. */
final class ThresholdRule {

    private final double maxBlocked;

    ThresholdRule(double maxBlocked) {
        this.maxBlocked = maxBlocked;
    }

    record Choice(double threshold, ConfusionMatrix confusion) {}

    /**
     * Chooses among 1 (nothing is positive, or only what has all the probability there is) and the midpoints between
     * neighbouring scores; of equals, the higher.
     */
    Choice choose(List<Scored> scored) {
        List<Scored> descending = scored.stream().sorted(Comparator.comparingDouble(Scored::score).reversed()).toList();
        ConfusionMatrix confusion = ConfusionMatrix.of(scored, Double.POSITIVE_INFINITY);
        Choice best = new Choice(1, confusion);
        for (int i = 0; i + 1 < descending.size(); i++) {
            confusion = confusion.calledPositive(descending.get(i).actual());
            double score = descending.get(i).score();
            double next = descending.get(i + 1).score();
            if (confusion.blocked() > maxBlocked) {
                break;
            }
            if (next < score && confusion.mcc() > best.confusion().mcc()) {
                best = new Choice(between(next, score), confusion);
            }
        }
        return best;
    }

    /** The midpoint, or the higher of two scores between which there is no other number. */
    private static double between(double low, double high) {
        return Math.max((low + high) / 2, Math.nextUp(low));
    }
}
