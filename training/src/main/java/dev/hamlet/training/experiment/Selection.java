package dev.hamlet.training.experiment;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which of the trainers' models was chosen, and why.
 *
 * @param figure the figure that decided
 * @param chosen the trainer whose model it is
 * @param version that model's version
 * @param candidates every trainer's row, best first
 */
public record Selection(String figure, String chosen, String version, Map<String, Row> candidates) {

    /** A figure that is better the higher it is. */
    public enum Figure {
        /** Matthews correlation coefficient. */
        MCC,
        /** The share of messages that got their label. */
        ACCURACY,
        /** The harmonic mean of precision and recall; two labels only, as are those below. */
        F1,
        /** Of the messages called positive, the share that is. */
        PRECISION,
        /** Of the positive messages, the share that was called so. */
        RECALL,
        /** The area under the ROC curve. */
        AUC;

        /** As reports name it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        private double of(Map<String, Double> figures) {
            Double value = figures.get(toString());
            if (value == null) {
                throw new IllegalArgumentException("expected figure to be one of %s, found %s".formatted(
                        figures.keySet(), this));
            }
            return value;
        }
    }

    /**
     * A candidate among the others.
     *
     * @param value its figure
     * @param behind how much less that is than the chosen one's; 0 or more
     * @param draws the figure in each draw of folds
     * @param bytes the size of its file
     * @param version its version
     * @param why why it was chosen, or was not
     */
    public record Row(double value, double behind, List<Double> draws, long bytes, String version, String why) {}

    /**
     * Chooses the candidate with the highest figure; of equals the one with the smaller file, then the one whose name comes first. The
     * share of the negative label that may be blocked needs no rule here: no model's threshold blocks more.
     *
     * @throws IllegalArgumentException if there is no candidate, or the figure is not among theirs
     */
    public static Selection of(List<Candidate> candidates, Figure figure) {
        List<Candidate> bestFirst = candidates.stream()
                .sorted(Comparator.comparingDouble((Candidate each) -> figure.of(each.figures())).reversed()
                        .thenComparingLong(Candidate::bytes).thenComparing(Candidate::trainer))
                .toList();
        if (bestFirst.isEmpty()) {
            throw new IllegalArgumentException("expected a candidate or more, found none");
        }
        Candidate best = bestFirst.getFirst();
        Map<String, Row> rows = new LinkedHashMap<>();
        bestFirst.forEach(each -> rows.put(each.trainer(), row(each, best, figure)));
        return new Selection(figure.toString(), best.trainer(), best.version(), rows);
    }

    private static Row row(Candidate each, Candidate best, Figure figure) {
        double value = figure.of(each.figures());
        return new Row(value, figure.of(best.figures()) - value, each.draws().stream().map(figure::of).toList(),
                each.bytes(), each.version(), why(each, best, figure));
    }

    private static String why(Candidate each, Candidate best, Figure figure) {
        if (each.equals(best)) {
            return "chosen";
        }
        if (figure.of(each.figures()) < figure.of(best.figures())) {
            return "lower " + figure;
        }
        return each.bytes() > best.bytes()
                ? "same " + figure + ", larger file"
                : "same " + figure + " and size, later name";
    }
}
