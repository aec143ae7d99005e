package dev.hamlet.training.dataset;

import dev.hamlet.model.Model;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Makes examples of labels and texts, whatever form of file they come from. Immutable; safe for use by several threads. */
public final class RowReader {

    // A label is shown in an error only when it looks like one: in a file with other columns it may be a message.
    private static final Pattern SHOWN_LABEL = Pattern.compile("[\\p{L}\\p{N}_-]{1,20}");

    private final Set<String> labels;

    /**
     * A reader to which any other label is an error.
     *
     * @param labels the labels there are; when empty, any is taken
     */
    public RowReader(Set<String> labels) {
        this.labels = Collections.unmodifiableSet(new TreeSet<>(labels));
    }

    /**
     * An example, or why there is none.
     *
     * @param file name of the file
     * @param line line number from 1
     * @param text a text on one line, without TAB
     */
    public Row read(String file, int line, String label, String text) {
        if (label.isBlank() || !(labels.isEmpty() || labels.contains(label))) {
            return new BadRow(file, line, labels.isEmpty() ? "a label" : "one of %s".formatted(labels), shown(label));
        }
        if (!label.equals(label.strip())) {
            return new BadRow(file, line, "a label without white space around it", shown(label.strip()) + " with some");
        }
        if (Model.isBlank(text)) {
            return new BadRow(file, line, "a text", "a blank");
        }
        return new Example("%s:%d".formatted(file, line), label, text);
    }

    private static String shown(String label) {
        if (label.isBlank()) {
            return "a blank";
        }
        return SHOWN_LABEL.matcher(label).matches()
                ? "\"%s\"".formatted(label)
                : "something else of %d characters".formatted(label.length());
    }
}
