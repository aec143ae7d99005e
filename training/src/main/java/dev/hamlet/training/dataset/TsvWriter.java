package dev.hamlet.training.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes data sets in the form that {@link TsvReader} reads by {@link TsvReader#LABEL_TEXT}. */
public final class TsvWriter {

    private TsvWriter() {}

    /**
     * Writes label, TAB, text and LF for each example. The file's SHA-256 is the data set's
     * {@linkplain Dataset#fingerprint() fingerprint}.
     *
     * @param file replaced if there is one; its folder is made if there is none
     * @throws IOException if it cannot be written
     */
    public static void write(Dataset dataset, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (var out = Files.newBufferedWriter(file)) {
            for (Example example : dataset.examples()) {
                out.append(Dataset.line(example));
            }
        }
    }
}
