package dev.hamlet.training.evaluation;

import dev.hamlet.model.Model;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Example;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Held-out examples and what a model said of each, which had not learned from it.
 *
 * @param examples the examples
 * @param scored what was said of them, in the same order
 */
public record Predictions(List<Example> examples, List<Scored> scored) {

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if they are not of the same size
     */
    public Predictions {
        examples = List.copyOf(examples);
        scored = List.copyOf(scored);
        if (examples.size() != scored.size()) {
            throw new IllegalArgumentException("expected a prediction for each of %d examples, found %d"
                    .formatted(examples.size(), scored.size()));
        }
    }

    /** Lets a model classify examples, whose labels must be the model's. */
    public static Predictions of(Model model, Dataset heldOut) {
        return new Predictions(heldOut.examples(),
                heldOut.examples().stream().map(example -> Scored.of(model, example)).toList());
    }

    /** Those of several models, one after the other, as cross-validation pools its folds. */
    public static Predictions pooled(List<Predictions> parts) {
        return new Predictions(parts.stream().flatMap(part -> part.examples.stream()).toList(),
                parts.stream().flatMap(part -> part.scored.stream()).toList());
    }

    /** What was said of some of the examples. */
    List<Scored> where(Predicate<Example> wanted) {
        return IntStream.range(0, examples.size()).filter(i -> wanted.test(examples.get(i))).mapToObj(scored::get)
                .toList();
    }
}
