package dev.hamlet.training.dataset;

/**
 * How to divide a data set.
 *
 * @param testRatio the part of the messages that is held out, above 0 and below 1
 * @param seed where the shuffling starts; the same seed divides the same data in the same way
 */
public record SplitOptions(double testRatio, long seed) {

    /**
     * Checks the ratio.
     *
     * @throws IllegalArgumentException if it is not between 0 and 1
     */
    public SplitOptions {
        if (!(testRatio > 0 && testRatio < 1)) {
            throw new IllegalArgumentException("expected a test ratio between 0 and 1, found %s".formatted(testRatio));
        }
    }
}
