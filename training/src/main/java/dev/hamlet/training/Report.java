package dev.hamlet.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hamlet.training.dataset.OutputFile;
import dev.hamlet.training.experiment.Experiment;
import dev.hamlet.training.page.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** An experiment as a JSON file, with a page of the same beside it. */
final class Report {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private Report() {}

    static void write(Experiment experiment, Path file) throws IOException {
        writeJson(experiment, file);
        OutputFile.write(page(file), Page.of(experiment).getBytes(StandardCharsets.UTF_8));
    }

    static void writeJson(Object value, Path file) throws IOException {
        OutputFile.write(file, (JSON.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Where the page of a report is. */
    static Path page(Path report) {
        return sibling(report, ".html");
    }

    static Path sibling(Path report, String ending) {
        return report.resolveSibling(report.getFileName().toString().replaceFirst("\\.json$", "") + ending);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if the file cannot be read, or is no report
     */
    static Experiment read(Path file) throws IOException {
        return readJson(Experiment.class, "evaluate", file);
    }

    /**
     * Reads what {@link #writeJson} wrote.
     *
     * @param command the command that wrote it
     * @throws IOException if the file cannot be read, or is no such report
     */
    static <T> T readJson(Class<T> type, String command, Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try {
            return JSON.readValue(bytes, type);
        } catch (JsonProcessingException e) {
            throw new IOException("%s: expected a report that %s wrote, found: %s".formatted(file, command,
                    e.getOriginalMessage()), e);
        }
    }
}
