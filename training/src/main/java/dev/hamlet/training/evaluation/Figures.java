package dev.hamlet.training.evaluation;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every figure of a set of predictions, by name; those that two labels alone have are left out where there are more. */
public final class Figures {

    private final List<String> labels;

    /**
     * @param labels the labels that predictions number
     */
    public Figures(List<String> labels) {
        this.labels = labels;
    }

    private boolean binary() {
        return labels.size() == 2;
    }

    /** What a bootstrap computes for each of its samples. */
    Map<String, Double> of(List<Scored> scored) {
        // Sorted once: ranking and reliability each sort again, which takes no time then.
        List<Scored> ascending = scored.stream().sorted(Comparator.comparingDouble(Scored::score)).toList();
        Map<String, Double> figures = decisions(scored);
        if (binary()) {
            addRanking(Ranking.of(ascending.reversed()), figures);
        }
        addWeighted(ConfusionMatrix.of(scored, labels), figures);
        addReliability(Reliability.of(ascending, binary()), figures);
        return figures;
    }

    /** Those that depend on the decisions alone. */
    Map<String, Double> decisions(List<Scored> scored) {
        var confusion = ConfusionMatrix.of(scored, labels);
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("mcc", confusion.mcc());
        figures.put("accuracy", confusion.accuracy());
        if (binary()) {
            figures.put("f1", confusion.f1());
            figures.put("precision", confusion.precision());
            figures.put("recall", confusion.recall());
            figures.put("blocked", confusion.blocked());
        }
        return figures;
    }

    /**
     * Those by which models are compared: {@code mcc} and {@code accuracy}; with two labels also {@code f1}, {@code precision},
     * {@code recall}, {@code blocked} and {@code auc}.
     */
    public Map<String, Double> compared(List<Scored> scored) {
        Map<String, Double> figures = decisions(scored);
        if (binary()) {
            figures.put("auc", Ranking.of(scored).rocAuc());
        }
        return figures;
    }

    private static void addRanking(Ranking ranking, Map<String, Double> figures) {
        figures.put("auc", ranking.rocAuc());
        figures.put("pr_auc", ranking.averagePrecision());
        figures.put("caught_at_0.1", ranking.caughtAt(0.001));
        figures.put("caught_at_0.3", ranking.caughtAt(0.003));
        figures.put("caught_at_1", ranking.caughtAt(0.01));
    }

    private static void addWeighted(ConfusionMatrix confusion, Map<String, Double> figures) {
        figures.put("weighted_precision", confusion.weightedPrecision());
        figures.put("weighted_recall", confusion.weightedRecall());
        figures.put("weighted_f1", confusion.weightedF1());
    }

    private void addReliability(Reliability reliability, Map<String, Double> figures) {
        if (binary()) {
            figures.put("log_loss", reliability.logLoss());
            figures.put("brier", reliability.brier());
        }
        figures.put("ece", reliability.expectedCalibrationError());
    }
}
