package dev.hamlet.training.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What every threshold would come to: two labels' messages in the order of their scores, equal scores together.
 *
 * @param steps messages of each label that score as high as that or higher; from none of them to all
 */
record Ranking(List<Step> steps) {

    /**
     * One threshold.
     *
     * @param threshold the score from which a message counts; infinite in the first step
     * @param negatives messages of the first label at or above it
     * @param positives messages of the second label at or above it
     */
    record Step(double threshold, long negatives, long positives) {}

    static Ranking of(List<Scored> scored) {
        List<Scored> descending = scored.stream().sorted(Comparator.comparingDouble(Scored::score).reversed()).toList();
        List<Step> steps = new ArrayList<>(scored.size() + 1);
        var step = new Step(Double.POSITIVE_INFINITY, 0, 0);
        for (Scored each : descending) {
            if (each.score() != step.threshold()) {
                steps.add(step);
            }
            step = new Step(each.score(), step.negatives() + 1 - each.actual(), step.positives() + each.actual());
        }
        steps.add(step);
        return new Ranking(steps);
    }

    /**
     * The area under the ROC curve, in [0, 1]: the probability that a positive message scores higher than a negative one,
     * ties counting one half; one half also where a label is missing and there is nothing to rank.
     */
    double rocAuc() {
        double area = 0;
        for (int i = 1; i < steps.size(); i++) {
            Step last = steps.get(i - 1);
            Step step = steps.get(i);
            area += (step.negatives() - last.negatives()) * (step.positives() + last.positives()) / 2.0;
        }
        double whole = (double) negatives() * positives();
        return whole == 0 ? 0.5 : area / whole;
    }

    /**
     * The area under the precision-recall curve as average precision, in [0, 1]: the precision at each threshold, weighted by
     * what it adds to recall, without interpolation. 0 where there is no positive message.
     */
    double averagePrecision() {
        double sum = 0;
        for (int i = 1; i < steps.size(); i++) {
            Step step = steps.get(i);
            sum += (step.positives() - steps.get(i - 1).positives()) * precision(step);
        }
        return positives() == 0 ? 0 : sum / positives();
    }

    /** The share of positives caught by the lowest threshold that blocks no more than a share of the negatives. */
    double caughtAt(double maxBlocked) {
        return steps.stream().filter(step -> share(step.negatives(), negatives()) <= maxBlocked)
                .mapToDouble(step -> share(step.positives(), positives())).max().orElse(0);
    }

    /** The corners of the ROC curve, both ends included: between two of them only one of the counts grows. */
    List<CurvePoint> corners() {
        List<CurvePoint> corners = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            if (i == 0 || i == steps.size() - 1 || turns(steps.get(i - 1), steps.get(i), steps.get(i + 1))) {
                Step step = steps.get(i);
                corners.add(new CurvePoint(Math.min(1, step.threshold()), share(step.negatives(), negatives()),
                        share(step.positives(), positives()), precision(step)));
            }
        }
        return corners;
    }

    private static boolean turns(Step before, Step step, Step after) {
        boolean rightOnly = before.positives() == step.positives() && step.positives() == after.positives();
        boolean upOnly = before.negatives() == step.negatives() && step.negatives() == after.negatives();
        return !rightOnly && !upOnly;
    }

    /** Where nothing is called positive, nothing is called so wrongly. */
    private static double precision(Step step) {
        long called = step.negatives() + step.positives();
        return called == 0 ? 1 : (double) step.positives() / called;
    }

    private long negatives() {
        return steps.getLast().negatives();
    }

    private long positives() {
        return steps.getLast().positives();
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
