package dev.hamlet.training.evaluation;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What changes from one model to another, on the same held-out messages.
 *
 * @param examples how many messages there are
 * @param differences each figure less that of the model before, on the same bootstrap samples: {@code mcc}, {@code accuracy}, and with two
 *     labels {@code f1}, {@code precision}, {@code recall}, {@code blocked} and {@code auc}
 * @param slices the same on messages of one kind
 * @param changes the messages that got another label
 */
public record PairedComparison(int examples, Map<String, Interval> differences, List<SliceDifference> slices,
        List<Change> changes) {

    /**
     * What changes on messages of one kind.
     *
     * @param slice the kind, {@code by=kind}
     * @param examples how many there are
     * @param small whether they are too few to conclude from, as in {@link Slice}
     * @param differences those of the figures that have a meaning there, of {@code mcc}, {@code recall}, {@code blocked}, {@code accuracy}
     */
    public record SliceDifference(String slice, int examples, boolean small, Map<String, Interval> differences) {}

    /**
     * A message that got another label, which the hash of its text stands for.
     *
     * @param sha256 the hash
     * @param label its own label
     * @param before the label that it got
     * @param after the label that it gets
     */
    public record Change(String sha256, String label, String before, String after) {}

    /**
     * Compares two models' predictions.
     *
     * @param labels the models' labels, in their order
     * @param seed of the intervals
     * @throws IllegalArgumentException if the messages are not the same, or a label is not among these
     */
    public static PairedComparison of(PredictionTable before, PredictionTable after, List<String> labels, long seed) {
        List<PredictionTable.Row> rows = byMessage(before);
        List<PredictionTable.Row> others = byMessage(after);
        requireSame(rows, others);
        List<Scored> scored = scored(rows, labels);
        List<Scored> otherwise = scored(others, labels);
        var slicing = new Slicing(labels, seed);
        List<SliceDifference> slices = slices(rows).stream().map(slice -> {
            List<Scored> own = where(rows, scored, row -> row.slices().contains(slice));
            Map<String, Interval> differences = Interval.differences(own,
                    where(rows, otherwise, row -> row.slices().contains(slice)), new Figures(labels)::decisions, seed);
            differences.keySet().retainAll(slicing.defined(own));
            return new SliceDifference(slice, own.size(), slicing.isSmall(own), differences);
        }).toList();
        return new PairedComparison(rows.size(),
                Interval.differences(scored, otherwise, new Figures(labels)::compared, seed), slices,
                changes(rows, others));
    }

    /** In an order that is the same for every table of these messages. */
    private static List<PredictionTable.Row> byMessage(PredictionTable table) {
        return table.rows().stream().sorted(Comparator.comparing(PredictionTable.Row::sha256)
                .thenComparing(PredictionTable.Row::label)).toList();
    }

    private static void requireSame(List<PredictionTable.Row> rows, List<PredictionTable.Row> others) {
        List<String> messages = rows.stream().map(row -> row.sha256() + row.label()).toList();
        List<String> other = others.stream().map(row -> row.sha256() + row.label()).toList();
        if (!messages.equals(other)) {
            Set<String> common = new HashSet<>(messages);
            common.retainAll(new HashSet<>(other));
            throw new IllegalArgumentException(
                    "expected predictions for the same held-out messages, found %d and %d, with %d different ones in common"
                            .formatted(messages.size(), other.size(), common.size()));
        }
    }

    private static List<Scored> scored(List<PredictionTable.Row> rows, List<String> labels) {
        return rows.stream().map(row -> new Scored(row.sha256(), index(row.label(), labels),
                index(row.predicted(), labels), row.score())).toList();
    }

    private static int index(String label, List<String> labels) {
        int index = labels.indexOf(label);
        if (index < 0) {
            throw new IllegalArgumentException("expected one of %s, found \"%s\"".formatted(labels, label));
        }
        return index;
    }

    /** In the order of what they differ in, then by name. */
    private static Set<String> slices(List<PredictionTable.Row> rows) {
        List<String> ways = rows.getFirst().slices().stream().map(PairedComparison::way).toList();
        return rows.stream().flatMap(row -> row.slices().stream())
                .sorted(Comparator.<String>comparingInt(slice -> ways.indexOf(way(slice)))
                        .thenComparing(Comparator.naturalOrder()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String way(String slice) {
        return slice.substring(0, Math.max(slice.indexOf('='), 0));
    }

    private static List<Scored> where(List<PredictionTable.Row> rows, List<Scored> scored,
            Predicate<PredictionTable.Row> wanted) {
        return IntStream.range(0, rows.size()).filter(i -> wanted.test(rows.get(i))).mapToObj(scored::get).toList();
    }

    private static List<Change> changes(List<PredictionTable.Row> rows, List<PredictionTable.Row> others) {
        return IntStream.range(0, rows.size())
                .filter(i -> !rows.get(i).predicted().equals(others.get(i).predicted()))
                .mapToObj(i -> new Change(rows.get(i).sha256(), rows.get(i).label(), rows.get(i).predicted(),
                        others.get(i).predicted()))
                .toList();
    }
}
