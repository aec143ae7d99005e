package dev.hamlet.training.dataset;

/**
 * A data set in two parts that have no message in common, not even a near-identical one. Each part keeps the order of
 * the whole.
 *
 * @param train what a model may learn from
 * @param test what is held out
 */
public record Split(Dataset train, Dataset test) {

    /**
     * Checks that there is something on both sides.
     *
     * @throws IllegalArgumentException if a side has no example
     */
    public Split {
        if (train.size() == 0 || test.size() == 0) {
            throw new IllegalArgumentException("expected examples on both sides of a split, found %d and %d"
                    .formatted(train.size(), test.size()));
        }
    }
}
