package dev.hamlet.training;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that every stage has. */
final class ConfigOption {

    @Option(names = "--config", paramLabel = "FILE", defaultValue = "params.yaml", description = "the parameters (default: ${DEFAULT-VALUE})")
    private Path file = Path.of("params.yaml");

    Parameters load() throws IOException {
        return Parameters.load(file);
    }
}
