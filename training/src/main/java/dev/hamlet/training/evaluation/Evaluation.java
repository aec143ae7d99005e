package dev.hamlet.training.evaluation;

import dev.hamlet.training.dataset.Example;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How predictions do that were made for examples which their model had not seen.
 *
 * @param examples how many examples there were
 * @param labels the labels, in the order of the confusion matrix
 * @param confusion messages by actual label (row) and predicted label (column)
 * @param figures each figure by name, with its interval: {@code mcc}, {@code accuracy}, {@code weighted_precision},
 *     {@code weighted_recall}, {@code weighted_f1} and {@code ece}; with two labels also {@code f1}, {@code precision},
 *     {@code recall}, {@code blocked}, {@code auc}, {@code pr_auc}, {@code caught_at_0.1}, {@code caught_at_0.3},
 *     {@code caught_at_1} (per cent of the negative label blocked), {@code log_loss} and {@code brier}
 * @param curve what every threshold would come to; two labels only
 * @param calibration the reliability curve, in bins of equal mass
 * @param slices how it does on examples of one kind
 * @param worst the most wrongly scored examples, at most 20, worst first
 */
public record Evaluation(int examples, List<String> labels, List<List<Long>> confusion, Map<String, Interval> figures,
        List<CurvePoint> curve, List<CalibrationBin> calibration, List<Slice> slices, List<Mistake> worst) {

    private static final int WORST = 20;

    /**
     * Evaluates predictions.
     *
     * @param labels the labels that the predictions number
     * @param source names the data set that an example is from
     * @param seed of the intervals
     */
    public static Evaluation of(Predictions predictions, List<String> labels, Function<Example, String> source,
            long seed) {
        List<Scored> scored = predictions.scored();
        boolean binary = labels.size() == 2;
        return new Evaluation(scored.size(), labels, ConfusionMatrix.of(scored, labels).counts(),
                Interval.bootstrapAll(scored, new Figures(labels)::of, seed),
                binary ? Ranking.of(scored).corners() : List.of(), Reliability.of(scored, binary).bins(),
                new Slicing(labels, seed).slices(predictions, source), worst(scored, labels));
    }

    private static List<Mistake> worst(List<Scored> scored, List<String> labels) {
        return scored.stream().filter(each -> each.actual() != each.predicted())
                .sorted(Comparator.comparingDouble((Scored each) -> error(each, labels.size() == 2)).reversed()
                        .thenComparing(Scored::id))
                .limit(WORST).map(each -> new Mistake(each.id(), labels.get(each.actual()),
                        labels.get(each.predicted()), each.score()))
                .toList();
    }

    /** How much probability went to labels that are not the example's. */
    private static double error(Scored scored, boolean binary) {
        return binary ? Math.abs(scored.actual() - scored.score()) : scored.score();
    }
}
