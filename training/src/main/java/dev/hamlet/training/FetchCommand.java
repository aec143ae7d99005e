package dev.hamlet.training;

import dev.hamlet.training.dataset.DataSource;
import dev.hamlet.training.dataset.Fetched;
import dev.hamlet.training.dataset.Fetcher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "fetch", mixinStandardHelpOptions = true, description = "Gets the data sets: from the folder that HAMLET_DATA names, else from where they are published.")
final class FetchCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(FetchCommand.class);
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Parameters parameters = config.load();
        Optional<Path> localData = Optional.ofNullable(System.getenv("HAMLET_DATA")).filter(folder -> !folder.isEmpty())
                .map(Path::of);
        var fetcher = new Fetcher(localData, TIMEOUT);
        for (DataSource source : parameters.dataSets()) {
            Fetched fetched = fetcher.fetch(source, parameters.rawFolder());
            log.info("{}: {} ({}), SHA-256 as expected", source.name(), fetched.file(),
                    fetched.origin().name().toLowerCase(Locale.ROOT));
        }
        return 0;
    }
}
