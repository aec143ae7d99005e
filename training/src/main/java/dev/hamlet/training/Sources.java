package dev.hamlet.training;

import dev.hamlet.training.dataset.DataSource;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Example;
import dev.hamlet.training.dataset.TsvReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Labelled files, and which of them a message is from. */
final class Sources {

    private static final String UNKNOWN = "unknown";

    private final Reading reading;
    private final Map<String, String> sourceOfText = new HashMap<>();

    Sources(Reading reading) {
        this.reading = reading;
    }

    /** The labels of a data set: in the parameters' order where these have the same, else in that of their characters. */
    static List<String> labels(Dataset dataset, Parameters parameters) throws IOException {
        List<String> found = dataset.labels();
        if (found.size() < 2) {
            throw new IOException("expected two labels or more, found %s".formatted(found));
        }
        List<String> configured = parameters.labels();
        return found.size() == configured.size() && found.containsAll(configured) ? configured : found;
    }

    /** Where {@code fetch} leaves a data set. */
    private static Path file(DataSource source, Parameters parameters) {
        return parameters.externalDataConfig().externalDataDir().resolve(source.file());
    }

    /**
     * Reads a data set that was fetched.
     *
     * @throws IOException if it is not there, or has bad rows
     */
    Dataset read(DataSource source, Parameters parameters) throws IOException {
        Path file = file(source, parameters);
        if (!Files.exists(file)) {
            throw new IOException("expected the data set \"%s\" at %s, found none; run fetch first".formatted(
                    source.name(), file));
        }
        return remember(source.name(), reading.read(reader(source, parameters), file));
    }

    /** Reads a file: label, TAB, text. */
    Dataset read(Path file) throws IOException {
        return remember(String.valueOf(file.getFileName()), reading.read(new TsvReader(TsvReader.LABEL_TEXT), file));
    }

    /** Remembers which messages are from each data set that is there, whatever {@code fetch} made of its bad rows. */
    void rememberFetched(Parameters parameters) throws IOException {
        for (DataSource source : parameters.dataSets()) {
            Path file = file(source, parameters);
            if (Files.exists(file)) {
                remember(source.name(), reader(source, parameters).read(file).dataset());
            }
        }
    }

    private static TsvReader reader(DataSource source, Parameters parameters) {
        return new TsvReader(source.columns(), Set.copyOf(parameters.labels()));
    }

    private Dataset remember(String name, Dataset dataset) {
        dataset.examples().forEach(example -> sourceOfText.putIfAbsent(example.text(), name));
        return dataset;
    }

    /** The name of the first data set read that holds the message. */
    String sourceOf(Example example) {
        return sourceOfText.getOrDefault(example.text(), UNKNOWN);
    }
}
