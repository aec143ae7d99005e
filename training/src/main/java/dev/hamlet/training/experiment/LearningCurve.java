package dev.hamlet.training.experiment;

import dev.hamlet.training.dataset.Counts;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Split;
import dev.hamlet.training.dataset.Splitter;
import dev.hamlet.training.evaluation.ConfusionMatrix;
import dev.hamlet.training.evaluation.Interval;
import dev.hamlet.training.evaluation.Predictions;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * What more training data is worth: models of growing parts of it, tested on the same examples. Each part holds the one
 * before, and every label in its share.
 *
 * @param points from few examples to all; a part that holds too few messages of a label to train on is left out
 */
public record LearningCurve(List<Point> points) {

    /** Nothing was learned. */
    public static final LearningCurve NONE = new LearningCurve(List.of());

    private static final int PARTS = 10;
    private static final List<Integer> TAKEN = List.of(1, 2, 3, 5, 7, PARTS);

    /**
     * A model of a part.
     *
     * @param share the part of the training examples, in (0, 1]
     * @param examples how many there are in it
     * @param mcc the model's MCC on the test examples
     */
    public record Point(double share, int examples, Interval mcc) {}

    /** How many models a curve takes at most. */
    public static int models() {
        return TAKEN.size();
    }

    /** Trains on parts of one side of a split and tests on the whole other side. */
    public static LearningCurve of(Split split, Learner learner, long seed) {
        List<Dataset> parts = Splitter.folds(split.train(), PARTS, seed).stream().map(Split::test).toList();
        return new LearningCurve(TAKEN.stream()
                .flatMap(taken -> point(taken, taken == PARTS
                        ? split.train()
                        : Dataset.concat(parts.subList(0, taken)), split.test(), learner, seed))
                .toList());
    }

    private static Stream<Point> point(int taken, Dataset part, Dataset test, Learner learner, long seed) {
        if (!isEnough(part, learner)) {
            return Stream.empty();
        }
        var predictions = Predictions.of(learner.learn(part).model(), test);
        Interval mcc = Interval.bootstrap(predictions.scored(),
                scored -> ConfusionMatrix.of(scored, learner.labels()).mcc(), seed);
        return Stream.of(new Point((double) taken / PARTS, part.size(), mcc));
    }

    private static boolean isEnough(Dataset part, Learner learner) {
        int needed = learner.labels().size() == 2 ? learner.options().threshold().folds() : 2;
        SortedMap<String, Counts> counts = Counts.byLabel(part);
        return learner.labels().stream().allMatch(
                label -> counts.containsKey(label) && counts.get(label).distinct() >= needed);
    }
}
