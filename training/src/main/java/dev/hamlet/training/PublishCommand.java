package dev.hamlet.training;

import dev.hamlet.model.Model;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.OutputFile;
import dev.hamlet.training.evaluation.Evaluation;
import dev.hamlet.training.evaluation.Interval;
import dev.hamlet.training.experiment.Experiment;
import dev.hamlet.training.experiment.UsedModel;
import dev.hamlet.training.registry.Publisher;
import dev.hamlet.training.registry.SigningKey;
import dev.hamlet.training.tracking.RunLog;
import dev.hamlet.training.validation.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "publish", mixinStandardHelpOptions = true, description = {
    "Trains what was evaluated on the training and the test part together, with the figures that evaluate measured on the "
            + "test part, and ships the model with the function, beside it what the data was like, for check."})
final class PublishCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(PublishCommand.class);

    /** The figures that a model's card shows, of those that it has. */
    static final List<String> CARD = List.of("mcc", "accuracy", "f1", "precision", "recall", "blocked", "auc");

    @Mixin
    private ConfigOption config = new ConfigOption();
    @Mixin
    private TrainerOption trainer = new TrainerOption();
    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Option(names = "--key", paramLabel = "FILE", description = "sign the model by this private key, EC on P-256 in PEM: writes model.hamlet.sig beside it")
    private Optional<Path> key = Optional.empty();

    @Override
    public Integer call() throws IOException {
        Parameters parameters = Training.following(config.load(), trainer);
        return Tracking.track("publish", parameters, run -> publish(parameters, run));
    }

    private Integer publish(Parameters parameters, RunLog run) throws IOException {
        Optional<SigningKey> signer = signer();
        Map<String, String> figures = figures(parameters);
        figures.putAll(new RawData(parameters).provenance());
        Path file = parameters.publish().targetDir().resolve(Publisher.MODEL);
        OutputFile.check(file);
        Dataset all = Dataset.concat(List.of(parameters.readTrain(), parameters.readTest()));
        byte[] model = Training.train(parameters, all, threads.count(), figures);
        Model published = Publisher.publish(model, parameters.publish().targetDir(), signer);
        Report.writeJson(Profile.of(all), parameters.publish().targetDir().resolve(Publisher.PROFILE));
        log.info("{}: {} bytes, version {}, {}", file, model.length, published.version(),
                signer.isPresent() ? "signed in " + Publisher.SIGNATURE : "not signed");
        Tracking.add(run, published, file);
        return 0;
    }

    private Optional<SigningKey> signer() throws IOException {
        return key.isPresent() ? Optional.of(SigningKey.read(key.get())) : Optional.empty();
    }

    /**
     * What the evaluation found of the model that these parameters give on the training part alone.
     *
     * @throws IOException if the report is missing or broken, is of another model than the trained one, or that is of
     *         other parameters or data
     */
    private static Map<String, String> figures(Parameters parameters) throws IOException {
        Path report = parameters.reportPath();
        Experiment experiment = Report.read(report);
        String evaluated = experiment.models().stream().map(UsedModel::version).collect(Collectors.joining(", "));
        String trained = Training.readTrained(parameters).version();
        if (!evaluated.equals(trained)) {
            throw new IOException(
                    "%s: expected an evaluation of %s, found one of %s; run evaluate first".formatted(report,
                            trained, evaluated));
        }
        return figures(experiment.evaluation());
    }

    /** The figures that a model's card shows, by their names in the model's provenance. */
    static SortedMap<String, String> figures(Evaluation evaluation) {
        SortedMap<String, String> figures = new TreeMap<>();
        figures.put("figure.examples", Integer.toString(evaluation.examples()));
        Map<String, Interval> found = new LinkedHashMap<>(evaluation.figures());
        found.keySet().retainAll(CARD);
        found.forEach(
                (name, figure) -> figures.put("figure." + name, String.format(Locale.ROOT, "%.4f", figure.value())));
        return figures;
    }
}
