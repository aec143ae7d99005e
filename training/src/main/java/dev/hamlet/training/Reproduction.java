package dev.hamlet.training;

import dev.hamlet.model.Model;
import dev.hamlet.training.dataset.DataSource;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Split;
import dev.hamlet.training.dataset.Splitter;
import dev.hamlet.training.dataset.TsvReader;
import dev.hamlet.training.evaluation.Evaluation;
import dev.hamlet.training.evaluation.Predictions;
import dev.hamlet.training.registry.ModelDifference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Makes a published model again, from the data on, in a folder of its own.
 *
 * @param file the model file
 * @param model the model
 * @param parameters what made it, with the trainer that did
 * @param threads how many folds to train at a time
 */
record Reproduction(Path file, Model model, Parameters parameters, int threads) {

    /**
     * Finds out that these parameters, this Java and these libraries can give the model.
     *
     * @throws IOException if they cannot; it names the first difference
     */
    static Reproduction of(Path file, Model model, Parameters parameters, int threads) throws IOException {
        Parameters own = parameters.withTrainerOf(model).orElse(parameters);
        SortedMap<String, String> provenance = model.metadata().provenance();
        if (provenance.containsKey(RawData.EXTRA)) {
            throw new IOException(
                    "%s: expected a model of published data alone, found one that also learned from %s, SHA-256 %s"
                            .formatted(RawData.EXTRA, provenance.get(RawData.EXTRA),
                                    provenance.get(RawData.EXTRA + ".sha256")));
        }
        var versions = new Versions();
        requireSame("parameters.sha256", provenance, own.sha256());
        requireSame("version.java", provenance, Integer.toString(Runtime.version().feature()));
        requireSame("version.smile", provenance, versions.smile());
        requireSame("version.hamlet", provenance, versions.hamlet());
        return new Reproduction(file, model, own, threads);
    }

    private static void requireSame(String entry, SortedMap<String, String> provenance, String found)
            throws IOException {
        String expected = provenance.getOrDefault(entry, "none");
        if (!expected.equals(found)) {
            throw new IOException("%s: expected %s, found %s".formatted(entry, expected, found));
        }
    }

    /**
     * Makes the model.
     *
     * @param evaluate whether to find the figures anew, too, instead of taking them as the model tells them
     * @throws IOException if it is not the same; it names the first difference
     */
    void run(boolean evaluate) throws IOException, InterruptedException {
        Split split = Splitter.split(data(), parameters.splitOptions());
        Dataset all = Dataset.concat(List.of(split.train(), split.test()));
        requireSame("data.sha256", model.metadata().provenance(), all.fingerprint());
        SortedMap<String, String> figures = model.metadata().provenance();
        figures.keySet().removeIf(name -> !name.startsWith("figure."));
        byte[] found = Training.train(parameters, all, threads, evaluate ? figures(split) : figures);
        Optional<String> difference = ModelDifference.first(Files.readAllBytes(file), found);
        if (difference.isPresent()) {
            throw new IOException(difference.get());
        }
    }

    private SortedMap<String, String> figures(Split split) throws IOException {
        byte[] trained = Training.train(parameters, split.train(), threads, Map.of());
        var predictions = Predictions.of(Training.read(trained, Path.of("the model of the training part")),
                split.test());
        return PublishCommand
                .figures(Evaluation.of(predictions, parameters.labels(), _ -> "", parameters.randomState()));
    }

    private Dataset data() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("hamlet-reproduce");
        try {
            List<Dataset> datasets = new ArrayList<>();
            for (DataSource source : parameters.dataSets()) {
                datasets.add(new TsvReader(source.columns(), Set.copyOf(parameters.labels()))
                        .read(fetch(source, folder)).complete());
            }
            return Dataset.concat(datasets);
        } finally {
            delete(folder);
        }
    }

    /** From where fetch would get it; else from where it left it, whose hash must be right all the same. */
    private Path fetch(DataSource source, Path folder) throws IOException, InterruptedException {
        Path fetched = parameters.externalDataConfig().externalDataDir();
        Optional<Path> local = FetchCommand.localData()
                .or(() -> Optional.of(fetched).filter(there -> Files.exists(there.resolve(source.file()))));
        Duration timeout = Duration.ofSeconds(parameters.externalDataConfig().downloadTimeoutSeconds());
        return FetchCommand.fetch(source, folder, local, timeout).file();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
