package dev.hamlet.handler;

import dev.hamlet.model.Metadata;
import java.util.List;

/**
 * What a word's weight speaks for: with two labels, for one or the other; with more, for or against the predicted one.
 */
final class Sides {

    static final String POSITIVE = "pos";
    static final String NEGATIVE = "neg";

    private final List<String> labels;
    private final boolean binary;

    Sides(Metadata metadata) {
        this.labels = metadata.labels();
        this.binary = metadata.binary();
    }

    /** The side a weight is on. */
    static String of(double weight) {
        return weight < 0 ? NEGATIVE : POSITIVE;
    }

    /** The side a predicted label is on. */
    String of(String label) {
        return binary && label.equals(labels.getFirst()) ? NEGATIVE : POSITIVE;
    }

    /** The label whose probability the score is. */
    String scored(String predicted) {
        return binary ? labels.get(1) : predicted;
    }

    /** What a weight says when {@code predicted} is the answer. */
    String speaks(double weight, String predicted) {
        if (binary) {
            return "for " + labels.get(weight < 0 ? 0 : 1);
        }
        return (weight < 0 ? "against " : "for ") + predicted;
    }
}
