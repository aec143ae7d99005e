package dev.hamlet.training;

import dev.hamlet.model.Model;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.OutputFile;
import dev.hamlet.training.dataset.TsvReader;
import dev.hamlet.training.experiment.Candidate;
import dev.hamlet.training.tracking.RunLog;
import dev.hamlet.training.trainer.Fitted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "fit", mixinStandardHelpOptions = true, description = {
    "Trains a model on one file (label TAB text, no header, UTF-8); every choice is made inside it.",
    "Score another file with: hamlet classify --model FILE"})
final class FitCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(FitCommand.class);

    @Mixin
    private ConfigOption config = new ConfigOption();
    @Mixin
    private TrainerOption trainer = new TrainerOption();
    @Mixin
    private Reading reading = new Reading();
    @Mixin
    private ThreadsOption threads = new ThreadsOption();
    @Option(names = "--data", paramLabel = "FILE", required = true, description = "the labelled messages")
    private Path data = Path.of("");
    @Option(names = "--out", paramLabel = "FILE", required = true, description = "where to write the model")
    private Path out = Path.of("");
    @Option(names = "--positive", paramLabel = "LABEL", description = "of two labels, the one to catch (default: the parameters' "
            + "second label, else the last in alphabetical order)")
    private Optional<String> positive = Optional.empty();

    @Override
    public Integer call() throws IOException {
        Parameters parameters = trainer.applyTo(config.loadOrShipped());
        return Tracking.track("fit", parameters, run -> fit(parameters, run));
    }

    private Integer fit(Parameters parameters, RunLog run) throws IOException {
        OutputFile.check(out);
        Dataset examples = reading.read(new TsvReader(TsvReader.LABEL_TEXT), data);
        List<String> labels = labels(examples.labels(), parameters.labels());
        log.info("{}: {} messages, labels {}", data, examples.size(), labels);
        Fitted fitted = Training.fit(labels, examples, parameters, threads.count(), Map.of());
        Model model = TrainCommand.write(fitted.model(), out);
        Tracking.add(run, model, out);
        Tracking.add(run, Candidate.of(parameters.trainer(), fitted, model));
        return 0;
    }

    /** The labels found, the positive one last; in the order of the parameters where these have the same. */
    private List<String> labels(List<String> found, List<String> configured) throws IOException {
        if (found.size() < 2) {
            throw new IOException("%s: expected two labels or more, found %s".formatted(data, found));
        }
        List<String> ordered = new ArrayList<>(
                found.size() == configured.size() && found.containsAll(configured) ? configured : found);
        if (positive.isPresent()) {
            if (found.size() != 2) {
                throw new IOException("%s: expected two labels for --positive, found %s".formatted(data, found));
            }
            if (!ordered.remove(positive.get())) {
                throw new IOException("%s: expected the label \"%s\" that --positive names, found %s".formatted(data,
                        positive.get(), found));
            }
            ordered.addLast(positive.get());
        }
        return ordered;
    }
}
