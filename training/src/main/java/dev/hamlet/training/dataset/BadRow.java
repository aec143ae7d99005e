package dev.hamlet.training.dataset;

/**
 * A line that is no example, and why. Never holds text of the message.
 *
 * @param file name of the file
 * @param line line number from 1
 * @param expected what a good line has there
 * @param found what this one has instead
 */
public record BadRow(String file, int line, String expected, String found) implements Row {

    /** {@code file:line: expected …, found …}. */
    @Override
    public String toString() {
        return "%s:%d: expected %s, found %s".formatted(file, line, expected, found);
    }
}
