package dev.hamlet.training.trainer;

import dev.hamlet.training.dataset.Example;

/**
 * What a classifier that did not learn from an example says of it.
 *
 * @param example the example
 * @param actual the index of its label
 * @param logits the classifier's, a value for each label
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Judged(Example example, int actual, double[] logits) {

    /** With two labels, the natural-log odds of the second. */
    double logOdds() {
        return logits[1] - logits[0];
    }
}
