package dev.hamlet.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** The option that every command has. */
final class ConfigOption {

    private static final Logger log = LoggerFactory.getLogger(ConfigOption.class);
    private static final Path DEFAULT = Path.of("params.yaml");

    @Option(names = "--config", paramLabel = "FILE", description = "the parameters (default: params.yaml)")
    private @Nullable Path file;

    /** The parameters of the file that was named, else of the one in this folder. */
    Parameters load() throws IOException {
        return Parameters.load(file());
    }

    /** Where these are. */
    Path file() {
        return file == null ? DEFAULT : file;
    }

    /** The same, or where neither is, those that this version of Hamlet came with. */
    Parameters loadOrShipped() throws IOException {
        if (file != null || Files.exists(DEFAULT)) {
            return load();
        }
        log.info("there is no params.yaml here: using the one that came with Hamlet");
        return Parameters.shipped();
    }
}
