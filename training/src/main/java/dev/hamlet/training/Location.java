package dev.hamlet.training;

/**
 * A place in a text file.
 *
 * @param file name of the file
 * @param line line from 1
 * @param column character in the line from 1
 */
record Location(String file, int line, int column) {

    /** {@code file:line:column}. */
    @Override
    public String toString() {
        return "%s:%d:%d".formatted(file, line, column);
    }
}
