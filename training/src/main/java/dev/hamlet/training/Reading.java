package dev.hamlet.training;

import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.TsvReader;
import dev.hamlet.training.dataset.TsvReading;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** The option that decides what bad rows do: stop the command, or be counted and skipped. */
final class Reading {

    private static final Logger log = LoggerFactory.getLogger(Reading.class);

    @Option(names = "--skip-bad-rows", description = "report bad rows and go on without them")
    private boolean skipBadRows;

    /** The option as it was given, for a command line that does the same. */
    String asGiven() {
        return skipBadRows ? " --skip-bad-rows" : "";
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read, or has bad rows that are not to be skipped
     */
    Dataset read(TsvReader reader, Path file) throws IOException {
        return goodRows(reader.read(file), file);
    }

    /**
     * The good rows of a file.
     *
     * @throws IOException if it has bad rows that are not to be skipped
     */
    Dataset goodRows(TsvReading reading, Path file) throws IOException {
        if (!skipBadRows) {
            return reading.complete();
        }
        reading.badRows().forEach(row -> log.warn("skipped {}", row));
        log.info("{}: {} rows read, {} skipped", file, reading.dataset().size(), reading.badRows().size());
        return reading.dataset();
    }
}
