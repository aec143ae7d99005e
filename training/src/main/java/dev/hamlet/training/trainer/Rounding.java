package dev.hamlet.training.trainer;

import dev.hamlet.model.Classifier;
import dev.hamlet.model.Forest;
import dev.hamlet.model.LogLinear;
import dev.hamlet.model.Weights;

/** Rounds a classifier to what the model file can hold, so that what is judged is what is served. */
final class Rounding {

    private Rounding() {}

    /** Rounds in place. */
    static Classifier round(Classifier classifier) {
        switch (classifier) {
            case LogLinear linear -> {
                for (double[] row : linear.rows()) {
                    Weights.round(row);
                }
            }
            case Forest _ -> {
                // counts and two doubles are held as they are
            }
        }
        return classifier;
    }
}
