package dev.hamlet.training.dataset;

/**
 * A labelled message.
 *
 * @param id where it was read, {@code file:line} with lines from 1; names the example in reports that must not show its text
 * @param label the class it belongs to, as written in the file
 * @param text the message, as written: not trimmed, not normalized, without TAB, CR or LF
 */
public record Example(String id, String label, String text) implements Row {

    /**
     * Checks that the example can be written as one line and read back.
     *
     * @throws IllegalArgumentException if the label or the text is blank or holds a TAB, CR or LF
     */
    public Example {
        requireField(id, "label", label);
        requireField(id, "text", text);
    }

    /** The line where it was read, from 1. */
    public int line() {
        return Integer.parseInt(id.substring(id.lastIndexOf(':') + 1));
    }

    private static void requireField(String id, String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("%s: expected a %s, found a blank".formatted(id, name));
        }
        if (value.chars().anyMatch(c -> c == '\t' || c == '\r' || c == '\n')) {
            throw new IllegalArgumentException(
                    "%s: expected a %s on one line without TAB, found a TAB, CR or LF".formatted(id, name));
        }
    }
}
