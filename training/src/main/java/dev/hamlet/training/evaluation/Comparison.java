package dev.hamlet.training.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Ways to do the same thing side by side, on the same examples: the first is the baseline.
 *
 * @param rows the baseline, then the others in their order; none where nothing was compared
 */
public record Comparison(List<Row> rows) {

    /** Nothing was compared. */
    public static final Comparison NONE = new Comparison(List.of());

    /**
     * One way.
     *
     * @param name what it is called
     * @param figures {@code mcc} and {@code accuracy}; with two labels also {@code f1}, {@code precision}, {@code recall},
     *     {@code blocked} and {@code auc}
     * @param differences each figure less the baseline's, on the same bootstrap samples; none in the baseline's row
     */
    public record Row(String name, Map<String, Interval> figures, Map<String, Interval> differences) {}

    /**
     * Compares predictions.
     *
     * @param scored the predictions of each way by its name, the baseline first; all for the same examples in the same order
     * @param labels the labels that the predictions number
     * @throws IllegalArgumentException if the examples are not the same
     */
    public static Comparison of(Map<String, List<Scored>> scored, List<String> labels, long seed) {
        var figures = new Figures(labels);
        List<Row> rows = new ArrayList<>();
        scored.forEach((name, ofWay) -> rows.add(new Row(name, Interval.bootstrapAll(ofWay, figures::compared, seed),
                rows.isEmpty()
                        ? Map.of()
                        : Interval.differences(scored.values().iterator().next(), ofWay, figures::compared, seed))));
        return new Comparison(rows);
    }
}
