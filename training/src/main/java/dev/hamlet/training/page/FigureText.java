package dev.hamlet.training.page;

import java.util.List;

/** Figures in words. */
final class FigureText {

    private final String negative;
    private final String positive;

    FigureText(List<String> labels) {
        negative = labels.getFirst();
        positive = labels.getLast();
    }

    /** What a figure is called in a table; its own name where there is no better one. */
    String title(String figure) {
        return switch (figure) {
            case "mcc" -> "MCC";
            case "accuracy" -> "accuracy";
            case "f1" -> "F1 of " + positive;
            case "precision" -> "precision of " + positive;
            case "recall" -> positive + " caught (recall)";
            case "blocked" -> negative + " blocked";
            case "auc" -> "area under the ROC curve";
            case "pr_auc" -> "area under the precision-recall curve";
            case "caught_at_0.1" -> positive + " caught at 0.1 % of " + negative + " blocked";
            case "caught_at_0.3" -> positive + " caught at 0.3 % of " + negative + " blocked";
            case "caught_at_1" -> positive + " caught at 1 % of " + negative + " blocked";
            case "weighted_precision" -> "precision, weighted by label";
            case "weighted_recall" -> "recall, weighted by label";
            case "weighted_f1" -> "F1, weighted by label";
            case "log_loss" -> "log loss";
            case "brier" -> "Brier score";
            case "ece" -> "expected calibration error";
            default -> figure;
        };
    }

    /** How a figure is computed; nothing where its name says it all. */
    String meaning(String figure) {
        return switch (figure) {
            case "mcc" -> "Matthews correlation of actual and predicted labels: 1 is perfect, 0 is what chance gives.";
            case "accuracy" -> "Share of messages that got their own label; calling all of them " + negative
                    + " is accurate, too, where most are.";
            case "f1" -> "Harmonic mean of precision and recall.";
            case "precision" -> "Of the messages called " + positive + ", the share that is.";
            case "recall" -> "Of the " + positive + ", the share that was called so.";
            case "blocked" -> "Of the " + negative + ", the share that was called " + positive + ".";
            case "auc" -> "How likely a " + positive + " message scores higher than a " + negative
                    + " one, ties counting one half.";
            case "pr_auc" -> "Average precision: precision at each threshold, weighted by what it adds to recall.";
            case "caught_at_0.1", "caught_at_0.3", "caught_at_1" -> "The most that a threshold chosen on these very "
                    + "messages could catch at that price; it flatters a little.";
            case "weighted_precision", "weighted_recall", "weighted_f1" -> "Each label's figure, weighted by how many "
                    + "messages have it, as in the lecture's report.";
            case "log_loss" -> "Mean of −ln of the probability given to what came true; less is better.";
            case "brier" -> "Mean squared difference between score and what came true; less is better.";
            case "ece" ->
                "How far scores are from the share that came true, in ten bins of equal mass; less is better.";
            default -> "";
        };
    }
}
