package dev.hamlet.training;

import dev.hamlet.model.Model;
import dev.hamlet.training.card.CardText;
import dev.hamlet.training.card.MlBom;
import dev.hamlet.training.card.ModelCard;
import dev.hamlet.training.dataset.DataSource;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Sha256;
import dev.hamlet.training.evaluation.BehaviourReport;
import dev.hamlet.training.evaluation.BehaviourSuite;
import dev.hamlet.training.evaluation.PredictionTable;
import dev.hamlet.training.experiment.Experiment;
import dev.hamlet.training.json.Json;
import dev.hamlet.training.page.CardPage;
import dev.hamlet.training.registry.Candidate;
import dev.hamlet.training.registry.Provenance;
import dev.hamlet.training.registry.Publisher;
import dev.hamlet.training.registry.VersionFolder;
import dev.hamlet.training.validation.Profile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts together what a version consists of, and finds out that it belongs together.
 *
 * @param model the published model
 * @param file where it is, with its golden answers and signature beside it
 * @param metrics the report that {@code evaluate} wrote, with its predictions beside it
 * @param config the parameters file
 * @param parameters what it holds, with the trainer that made the model
 */
record Registration(Model model, Path file, Path metrics, Path config, Parameters parameters) {

    /**
     * Reads a published model.
     *
     * @throws IOException if it cannot be read, or is none of these parameters'
     */
    static Registration of(Path file, Path metrics, Path config, Parameters parameters) throws IOException {
        Model model = Training.read(Files.readAllBytes(file), file);
        Optional<Parameters> own = parameters.withTrainerOf(model);
        if (own.isEmpty()) {
            throw new IOException(
                    "%s: expected a model of the parameters in %s, found one of parameters.sha256 %s".formatted(
                            file, config, model.metadata().provenance().getOrDefault("parameters.sha256", "none")));
        }
        return new Registration(model, file, metrics, config, own.get());
    }

    /**
     * The files of a version, and where they come from.
     *
     * @throws IOException if one is missing, or is of another model or other data
     */
    Candidate candidate() throws IOException {
        Path predictions = metrics.resolveSibling(PredictionTable.FILE);
        Path golden = file.resolveSibling(Publisher.GOLDEN);
        Experiment experiment = Report.read(metrics);
        requireFiguresOf(experiment);
        requireSameMessages(PredictionTable.read(predictions), experiment, predictions);
        requireSameData(experiment);
        Publisher.requireAnswersOf(model, golden);

        return new Candidate(provenance(experiment), files(experiment));
    }

    private SortedMap<String, byte[]> files(Experiment experiment) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put(Publisher.MODEL, Files.readAllBytes(file));
        files.put(Publisher.GOLDEN, Files.readAllBytes(file.resolveSibling(Publisher.GOLDEN)));
        files.put(VersionFolder.PARAMETERS, Files.readAllBytes(config));
        files.put(VersionFolder.METRICS, Files.readAllBytes(metrics));
        files.put(PredictionTable.FILE, Files.readAllBytes(metrics.resolveSibling(PredictionTable.FILE)));
        Path signature = file.resolveSibling(Publisher.SIGNATURE);
        if (Files.exists(signature)) {
            files.put(Publisher.SIGNATURE, Files.readAllBytes(signature));
        }
        Path profile = file.resolveSibling(Publisher.PROFILE);
        if (Files.exists(profile) && isOfItsData(Report.readJson(Profile.class, "publish", profile))) {
            files.put(Publisher.PROFILE, Files.readAllBytes(profile));
        }
        Optional<BehaviourReport> behaviour = behaviour();
        behaviour.ifPresent(report -> files.put(VersionFolder.BEHAVIOUR, Json.bytes(report)));
        if (parameters.card().isPresent()) {
            ModelCard card = card(experiment, behaviour);
            files.put(CardPage.FILE, CardPage.of(card).getBytes(StandardCharsets.UTF_8));
            files.put(MlBom.FILE, MlBom.of(card).getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }

    private Optional<BehaviourReport> behaviour() {
        return BehaviourSuite.suits(model) ? Optional.of(BehaviourSuite.load().run(model)) : Optional.empty();
    }

    /**
     * What the model's user should know.
     *
     * @throws IOException if the evaluation is missing, or is of another model, or the parameters have no text for it
     */
    ModelCard card() throws IOException {
        Experiment experiment = Report.read(metrics);
        requireFiguresOf(experiment);
        return card(experiment, behaviour());
    }

    private ModelCard card(Experiment experiment, Optional<BehaviourReport> behaviour) throws IOException {
        CardText text = parameters.card()
                .orElseThrow(() -> new IOException(config + ": expected a section card, found none"));
        return new ModelCard(model, Sha256.of(file), parameters.trainer(), text, sources(), experiment,
                behaviour);
    }

    private List<Provenance.Source> sources() throws IOException {
        List<Provenance.Source> sources = new ArrayList<>(
                parameters.dataSets().stream().map(Registration::source).toList());
        if (model.metadata().provenance().containsKey(RawData.EXTRA)) {
            new RawData(parameters).feedbackInTrain().forEach(feedback -> sources.add(new Provenance.Source(
                    feedback.name(), feedback.file(), feedback.sha256(), feedback.licence())));
        }
        return sources;
    }

    private Provenance provenance(Experiment experiment) throws IOException {
        Optional<GitCommit> commit = GitCommit.find();
        return new Provenance(model.version(), model.sha256(), sources(), model.metadata().provenance(),
                parameters.trainer(), experiment.models().getFirst().version(),
                commit.map(GitCommit::sha).orElse("unknown"), commit.map(GitCommit::dirty).orElse(false),
                new TreeMap<>());
    }

    private static Provenance.Source source(DataSource source) {
        return new Provenance.Source(source.name(), source.url().toString(), source.sha256(), source.licence());
    }

    private boolean isOfItsData(Profile profile) {
        return profile.sha256().equals(model.metadata().provenance().get("data.sha256"));
    }

    private void requireFiguresOf(Experiment experiment) throws IOException {
        SortedMap<String, String> figures = model.metadata().provenance();
        figures.keySet().removeIf(name -> !name.startsWith("figure."));
        Map<String, String> measured = PublishCommand.figures(experiment.evaluation());
        if (!figures.equals(measured)) {
            throw new IOException(
                    "%s: expected the evaluation that model %s was published with, %s, found %s; run publish first"
                            .formatted(metrics, model.version(), figures, measured));
        }
    }

    private void requireSameMessages(PredictionTable table, Experiment experiment, Path predictions)
            throws IOException {
        List<List<Long>> confusion = table.confusion(model.metadata().labels());
        if (!confusion.equals(experiment.evaluation().confusion())) {
            throw new IOException(
                    "%s: expected the predictions of the evaluation beside it, %s, found %s; run evaluate first"
                            .formatted(predictions, experiment.evaluation().confusion(), confusion));
        }
    }

    /** The model learned from both parts of the data that it was measured on, where these are still here. */
    private void requireSameData(Experiment experiment) throws IOException {
        Parameters.ProcessedDataConfig data = parameters.processedDataConfig();
        if (!Files.exists(data.trainDataTsv()) || !Files.exists(data.testDataTsv())) {
            return;
        }
        Dataset train = parameters.readTrain();
        Dataset test = parameters.readTest();
        List<String> parts = experiment.data().stream().map(Experiment.Part::sha256).toList();
        requireSame(data.trainDataTsv(), parts.getFirst(), train.fingerprint());
        requireSame(data.testDataTsv(), parts.getLast(), test.fingerprint());
        requireSame(file, model.metadata().provenance().getOrDefault("data.sha256", "none"),
                Dataset.concat(List.of(train, test)).fingerprint());
    }

    private static void requireSame(Path where, String expected, String found) throws IOException {
        if (!expected.equals(found)) {
            throw new IOException(
                    "%s: expected a model and an evaluation of the data that is here, found data.sha256 %s in the place of %s"
                            .formatted(where, expected, found));
        }
    }
}
