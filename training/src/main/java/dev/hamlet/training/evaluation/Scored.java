package dev.hamlet.training.evaluation;

import dev.hamlet.model.Model;
import dev.hamlet.model.Prediction;
import dev.hamlet.training.dataset.Example;

/**
 * A held-out example and what a model said of it.
 *
 * @param id where the example was read, {@code file:line}
 * @param actual the index of its label among the model's
 * @param predicted the index of the predicted label
 * @param score the prediction's score: of two labels, the probability of the second
 */
public record Scored(String id, int actual, int predicted, double score) {

    /** Lets the model classify an example, whose label must be one of the model's. */
    public static Scored of(Model model, Example example) {
        Prediction prediction = model.predict(example.text());
        int actual = model.metadata().labels().indexOf(example.label());
        if (actual < 0) {
            throw new IllegalArgumentException("%s: expected a label of %s, found \"%s\"".formatted(example.id(),
                    model.metadata().labels(), example.label()));
        }
        return new Scored(example.id(), actual, model.metadata().labels().indexOf(prediction.label()),
                prediction.score());
    }
}
