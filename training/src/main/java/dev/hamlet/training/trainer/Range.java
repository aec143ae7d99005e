package dev.hamlet.training.trainer;

/** Checks of hyper-parameters. */
final class Range {

    private Range() {}

    /**
     * Passes a value that is as it should be.
     *
     * @param expected what it should be, with the key that the value has in the parameters
     * @throws IllegalArgumentException if it is not
     */
    static void require(boolean holds, String expected, Object found) {
        if (!holds) {
            throw new IllegalArgumentException("expected " + expected + ", found " + found);
        }
    }
}
