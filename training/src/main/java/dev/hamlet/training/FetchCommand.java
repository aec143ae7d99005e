package dev.hamlet.training;

import dev.hamlet.training.dataset.DataSource;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Fetched;
import dev.hamlet.training.dataset.Fetcher;
import dev.hamlet.training.dataset.TsvReader;
import dev.hamlet.training.dataset.TsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "fetch", mixinStandardHelpOptions = true, description = "Gets the data sets, from the folder that HAMLET_DATA names, else from where they are published; checks and collects their rows.")
final class FetchCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(FetchCommand.class);

    @Mixin
    private ConfigOption config = new ConfigOption();
    @Mixin
    private Reading reading = new Reading();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Parameters parameters = config.load();
        Duration timeout = Duration.ofSeconds(parameters.externalDataConfig().downloadTimeoutSeconds());
        Optional<Path> localData = localData();
        List<Dataset> datasets = new ArrayList<>();
        for (DataSource source : parameters.dataSets()) {
            Fetched fetched = fetch(source, parameters.externalDataConfig().externalDataDir(), localData, timeout);
            log.info("{}: {} ({}), SHA-256 as expected", source.name(), fetched.file(),
                    fetched.origin().name().toLowerCase(Locale.ROOT));
            var reader = new TsvReader(source.columns(), Set.copyOf(parameters.labels()));
            datasets.add(reading.read(reader, fetched.file()));
        }
        Dataset all = Dataset.concat(datasets);
        Path raw = parameters.rawDataConfig().rawDataTsv();
        TsvWriter.write(all, raw);
        log.info("{}: {} rows", raw, all.size());
        return 0;
    }

    private static Fetched fetch(DataSource source, Path folder, Optional<Path> localData, Duration timeout)
            throws IOException, InterruptedException {
        try (var bar = new DownloadBar(source.name())) {
            return new Fetcher(localData, timeout, bar).fetch(source, folder);
        }
    }

    private static Optional<Path> localData() throws IOException {
        String folder = System.getenv("HAMLET_DATA");
        if (folder == null || folder.isEmpty()) {
            return Optional.empty();
        }
        if (!Files.isDirectory(Path.of(folder))) {
            throw new IOException("expected HAMLET_DATA to name a folder, found none at " + folder);
        }
        return Optional.of(Path.of(folder));
    }
}
