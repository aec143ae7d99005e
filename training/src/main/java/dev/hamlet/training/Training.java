package dev.hamlet.training;

import dev.hamlet.model.Model;
import dev.hamlet.model.ModelFormatException;
import dev.hamlet.model.VerifiedModel;
import dev.hamlet.training.dataset.DataSource;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.trainer.Fitted;
import dev.hamlet.training.trainer.Trainer;
import dev.hamlet.training.trainer.TrainerOptions;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@code train}, {@code publish} and {@code fit} share: a model with its provenance, and a bar while it is made. */
final class Training {

    private static final Logger log = LoggerFactory.getLogger(Training.class);

    private Training() {}

    /**
     * Trains the model that the parameters describe.
     *
     * @param figures what an evaluation found, and what else the model's provenance shall say
     */
    static byte[] train(Parameters parameters, Dataset examples, int threads, Map<String, String> figures) {
        return fit(parameters, examples, threads, figures).model();
    }

    /** The same, with what cross-validation said on the way. */
    static Fitted fit(Parameters parameters, Dataset examples, int threads, Map<String, String> figures) {
        var names = parameters.dataSets().stream().map(DataSource::name).collect(Collectors.joining(", "));
        Map<String, String> more = new TreeMap<>(figures);
        more.put("data.name", names);
        return fit(parameters.labels(), examples, parameters, threads, more);
    }

    /**
     * Trains a model on labels of its own.
     *
     * @param more what else its provenance shall say
     */
    static Fitted fit(List<String> labels, Dataset examples, Parameters parameters, int threads,
            Map<String, String> more) {
        TrainerOptions options = parameters.trainerOptions();
        SortedMap<String, String> provenance = new TreeMap<>(more);
        var versions = new Versions();
        provenance.put("data.examples", Integer.toString(examples.size()));
        provenance.put("data.sha256", examples.fingerprint());
        provenance.put("parameters.sha256", parameters.sha256());
        provenance.put("seed", Long.toString(options.seed()));
        provenance.put("version.hamlet", versions.hamlet());
        provenance.put("version.smile", versions.smile());
        provenance.put("version.java", Integer.toString(Runtime.version().feature()));
        try (ProgressBar bar = bar("models", Trainer.steps(options, examples))) {
            return new Trainer(options, threads, bar::step).fit(parameters.modelName(), labels, examples, provenance);
        }
    }

    /** Reads a model back. */
    static Model read(byte[] model, Path file) throws ModelFormatException {
        return VerifiedModel.read(model, file.toString());
    }

    /** Reads the model that {@code train} or {@code select} left where models are looked for. */
    static Model readTrained(Parameters parameters) throws IOException {
        return readTrained(parameters.modelPath(), parameters);
    }

    /**
     * Reads the model that {@code train} made of these parameters and this training part.
     *
     * @throws IOException if it was made of others, so that it may have seen what it would be tested on
     */
    static Model readTrained(Path file, Parameters parameters) throws IOException {
        Model model = read(Files.readAllBytes(file), file);
        expectSame(file, model, "parameters.sha256", parameters.sha256());
        expectSame(file, model, "data.sha256", parameters.readTrain().fingerprint());
        return model;
    }

    /**
     * The parameters with the trainer that made the trained model: where {@code select} chose it, another than they name.
     *
     * @return the parameters themselves if they name it, if a trainer was named, if there is no model, or if none of theirs made it
     */
    static Parameters following(Parameters parameters, TrainerOption named) throws IOException {
        Path file = parameters.modelPath();
        if (named.isGiven() || !Files.exists(file)) {
            return named.applyTo(parameters);
        }
        Parameters followed = parameters.withTrainerOf(read(Files.readAllBytes(file), file)).orElse(parameters);
        if (!followed.trainer().equals(parameters.trainer())) {
            log.info("{}: a model of {}, so with that trainer", file, followed.trainer());
        }
        return followed;
    }

    private static void expectSame(Path file, Model model, String entry, String expected) throws IOException {
        String found = model.metadata().provenance().getOrDefault(entry, "none");
        if (!found.equals(expected)) {
            throw new IOException("%s: expected a model of %s %s, found one of %s; run train first".formatted(file,
                    entry, expected, found));
        }
    }

    /** A bar of so many steps. */
    static ProgressBar bar(String task, int steps) {
        return builder(task).setInitialMax(steps).build();
    }

    /** On a terminal only: a file of progress bars helps nobody. */
    static ProgressBarBuilder builder(String task) {
        var builder = new ProgressBarBuilder().setTaskName(task).setStyle(style(System.err.charset()));
        return isTerminal(System.console()) ? builder : builder.setConsumer(new Silence());
    }

    /** Blocks where the terminal can show them. */
    static ProgressBarStyle style(Charset terminal) {
        return terminal.newEncoder().canEncode('█')
                ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK
                : ProgressBarStyle.ASCII;
    }

    private static boolean isTerminal(@Nullable Console console) {
        return console != null && console.isTerminal();
    }

    private static final class Silence implements ProgressBarConsumer {

        @Override
        public int getMaxRenderedLength() {
            return 80;
        }

        @Override
        public void accept(String rendering) {
            // nobody looks
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
