package dev.hamlet.training.experiment;

import dev.hamlet.training.evaluation.Comparison;
import dev.hamlet.training.evaluation.Evaluation;
import java.util.List;

/**
 * What a protocol found: all that a report shows.
 *
 * @param protocol the protocol's name
 * @param question what it asks, and how it answers
 * @param command what repeats it
 * @param data what it ran on
 * @param models the models that the predictions come from
 * @param evaluation how the predictions for the held-out examples do
 * @param learningCurve what more training data is worth; only of a full run with one training part
 * @param ablations the model without one of its blocks of features, or with another; only of a full run
 * @param trainers the ways to train; only of a full run
 * @param disguises the same messages as someone disguises them who wants to get through; none if that was not tried
 */
public record Experiment(String protocol, String question, String command, List<Part> data, List<UsedModel> models,
        Evaluation evaluation, LearningCurve learningCurve, SideBySide ablations, SideBySide trainers,
        Comparison disguises) {

    /**
     * Data that a protocol used.
     *
     * @param use what for
     * @param examples how many examples there are
     * @param sha256 their fingerprint
     */
    public record Part(String use, int examples, String sha256) {}
}
