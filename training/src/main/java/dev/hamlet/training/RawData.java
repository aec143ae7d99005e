package dev.hamlet.training;

import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Feedback;
import dev.hamlet.training.dataset.Lineage;
import dev.hamlet.training.dataset.Split;
import dev.hamlet.training.dataset.Splitter;
import dev.hamlet.training.dataset.TsvReader;
import dev.hamlet.training.dataset.TsvReading;
import dev.hamlet.training.dataset.TsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What {@code fetch} leaves for the stages after it: the messages of the data sets, the feedback on them where there is any, and which files
 * they are from. {@code split} leaves the latter beside the training part.
 */
record RawData(Parameters parameters) {

    /** The entry of a model's provenance that names the feedback it learned from. */
    static final String EXTRA = "data.extra";
    private static final String FEEDBACK = "feedback.tsv";

    private Path messages() {
        return parameters.rawDataConfig().rawDataTsv();
    }

    private Path feedback() {
        return messages().resolveSibling(FEEDBACK);
    }

    private Path dividedLineage() {
        return parameters.processedDataConfig().trainDataTsv().resolveSibling(Lineage.FILE);
    }

    /** Writes all of it; where there is no feedback, none that there was before stays. */
    void write(Dataset messages, Dataset feedback, Lineage lineage) throws IOException {
        TsvWriter.write(messages, messages());
        if (feedback.size() > 0) {
            TsvWriter.write(feedback, feedback());
        } else {
            Files.deleteIfExists(feedback());
        }
        Report.writeJson(lineage, messages().resolveSibling(Lineage.FILE));
    }

    /** The messages of the data sets, bad rows as well. */
    TsvReading readMessages() throws IOException {
        return reader().read(messages());
    }

    /** The feedback on them, bad rows as well; nothing where there is none. */
    TsvReading readFeedback() throws IOException {
        return Files.exists(feedback()) ? reader().read(feedback()) : new TsvReading(new Dataset(List.of()), List.of());
    }

    private TsvReader reader() {
        return new TsvReader(TsvReader.LABEL_TEXT, Set.copyOf(parameters.labels()));
    }

    /** The parts of the messages, with feedback in the training part. */
    Feedback divide(Dataset messages, Dataset feedback) {
        return Feedback.on(Splitter.split(messages, parameters.splitOptions()), feedback);
    }

    /** Writes beside the training part which files it is from, where {@code fetch} wrote it down. */
    void writeLineageOf(Split split) throws IOException {
        Path file = messages().resolveSibling(Lineage.FILE);
        if (Files.exists(file)) {
            Report.writeJson(Report.readJson(Lineage.class, "fetch", file).dividedInto(split), dividedLineage());
        } else {
            Files.deleteIfExists(dividedLineage());
        }
    }

    /**
     * The feedback in the training part.
     *
     * @throws IOException if it is written down for another training part than the one that is there
     */
    List<Lineage.Source> feedbackInTrain() throws IOException {
        Path file = dividedLineage();
        if (!Files.exists(file)) {
            return List.of();
        }
        Lineage lineage = Report.readJson(Lineage.class, "split", file);
        if (!lineage.feedback().isEmpty() && !lineage.train().equals(parameters.readTrain().fingerprint())) {
            throw new IOException("%s: expected the lineage of %s, found that of another training part; run split first"
                    .formatted(file, parameters.processedDataConfig().trainDataTsv()));
        }
        return lineage.feedback();
    }

    /** What a model's provenance says of the feedback; nothing where there is none. */
    Map<String, String> provenance() throws IOException {
        List<Lineage.Source> feedback = feedbackInTrain();
        Map<String, String> provenance = new TreeMap<>();
        if (!feedback.isEmpty()) {
            provenance.put(EXTRA, feedback.stream().map(Lineage.Source::name).collect(Collectors.joining(", ")));
            provenance.put(EXTRA + ".sha256",
                    feedback.stream().map(Lineage.Source::sha256).collect(Collectors.joining(", ")));
        }
        return provenance;
    }
}
