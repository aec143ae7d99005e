package dev.hamlet.training.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes data sets in the form that {@link TsvReader} reads by {@link TsvReader#LABEL_TEXT}. */
public final class TsvWriter {

    private TsvWriter() {}

    /**
     * Writes label, TAB, text and LF for each example. The file's SHA-256 is the data set's
     * {@linkplain Dataset#fingerprint() fingerprint}.
     *
     * @param file replaced if there is one, whole or not at all; its folder is made if there is none
     * @throws IOException if it cannot be written
     */
    public static void write(Dataset dataset, Path file) throws IOException {
        OutputFile.write(file, out -> {
            for (Example example : dataset.examples()) {
                out.write(Dataset.line(example).getBytes(StandardCharsets.UTF_8));
            }
        });
    }
}
