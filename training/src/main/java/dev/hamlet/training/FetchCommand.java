package dev.hamlet.training;

import dev.hamlet.training.dataset.DataSource;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Fetched;
import dev.hamlet.training.dataset.Fetcher;
import dev.hamlet.training.dataset.Lineage;
import dev.hamlet.training.dataset.Sha256;
import dev.hamlet.training.dataset.TsvReader;
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
import picocli.CommandLine.Option;

@Command(name = "fetch", mixinStandardHelpOptions = true, description = {
    "Gets the data sets, from the folder that HAMLET_DATA names, else from where they are published; checks and collects their rows.",
    "Feedback on the model, labelled messages that came in later, is collected as well: split adds it to the training part."})
final class FetchCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(FetchCommand.class);

    @Mixin
    private ConfigOption config = new ConfigOption();
    @Mixin
    private Reading reading = new Reading();
    @Option(names = "--extra", paramLabel = "FILE", description = "feedback besides the parameters': CSV (a header with label and text), JSON Lines "
            + "(.jsonl: objects of label and text), else label TAB text; may be repeated")
    private List<Path> extras = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Parameters parameters = config.load();
        Duration timeout = Duration.ofSeconds(parameters.externalDataConfig().downloadTimeoutSeconds());
        Optional<Path> localData = localData();
        List<Dataset> datasets = new ArrayList<>();
        List<Lineage.Source> sources = new ArrayList<>();
        for (DataSource source : parameters.dataSets()) {
            Fetched fetched = fetch(source, parameters.externalDataConfig().externalDataDir(), localData, timeout);
            log.info("{}: {} ({}), SHA-256 as expected", source.name(), fetched.file(),
                    fetched.origin().name().toLowerCase(Locale.ROOT));
            var reader = new TsvReader(source.columns(), Set.copyOf(parameters.labels()));
            Dataset rows = reading.read(reader, fetched.file());
            datasets.add(rows);
            sources.add(new Lineage.Source(Lineage.Kind.DATA_SET, source.name(), source.file(), source.url().toString(),
                    source.sha256(), source.licence(), rows.size()));
        }
        List<Dataset> feedback = new ArrayList<>();
        for (Parameters.FeedbackSource source : feedback(parameters)) {
            byte[] bytes = Files.readAllBytes(source.file());
            Dataset rows = read(source, bytes, parameters);
            feedback.add(rows);
            sources.add(new Lineage.Source(Lineage.Kind.FEEDBACK, source.name(), name(source.file()), "",
                    Sha256.of(bytes), source.licence().orElse(""), rows.size()));
        }
        Dataset all = Dataset.concat(datasets);
        new RawData(parameters).write(all, Dataset.concat(feedback), new Lineage(sources));
        log.info("{}: {} rows", parameters.rawDataConfig().rawDataTsv(), all.size());
        return 0;
    }

    private List<Parameters.FeedbackSource> feedback(Parameters parameters) {
        List<Parameters.FeedbackSource> feedback = new ArrayList<>(parameters.feedback().orElse(List.of()));
        extras.forEach(file -> feedback.add(
                new Parameters.FeedbackSource(name(file), file, Optional.empty(), Optional.empty())));
        return feedback;
    }

    private Dataset read(Parameters.FeedbackSource source, byte[] bytes, Parameters parameters) throws IOException {
        String sha256 = Sha256.of(bytes);
        String expected = source.sha256().orElse(sha256);
        if (!expected.equals(sha256)) {
            throw new IOException("%s: expected SHA-256 %s, found %s".formatted(source.file(), expected, sha256));
        }
        var file = new FeedbackFile(name(source.file()), Set.copyOf(parameters.labels()));
        Dataset rows = reading.goodRows(file.read(bytes), source.file());
        log.info("{}: {} rows of feedback, SHA-256 {}", source.name(), rows.size(), sha256);
        return rows;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    static Fetched fetch(DataSource source, Path folder, Optional<Path> localData, Duration timeout)
            throws IOException, InterruptedException {
        try (var bar = new DownloadBar(source.name())) {
            return new Fetcher(localData, timeout, bar).fetch(source, folder);
        }
    }

    static Optional<Path> localData() throws IOException {
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
