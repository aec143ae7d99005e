package dev.hamlet.training;

import dev.hamlet.model.Model;
import dev.hamlet.training.dataset.OutputFile;
import dev.hamlet.training.experiment.Candidate;
import dev.hamlet.training.tracking.RunLog;
import dev.hamlet.training.trainer.Fitted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "train", mixinStandardHelpOptions = true, description = "Trains a model on the training part, every choice made inside it.")
final class TrainCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(TrainCommand.class);

    @Mixin
    private ConfigOption config = new ConfigOption();
    @Mixin
    private TrainerOption trainer = new TrainerOption();
    @Mixin
    private ThreadsOption threads = new ThreadsOption();
    @Option(names = "--out", paramLabel = "FILE", description = "where to write the model (default: the parameters' model_path)")
    private Optional<Path> out = Optional.empty();
    @Option(names = "--report", paramLabel = "FILE", description = "where to write what the cross-validation inside the training part "
            + "found, as JSON (default: nowhere)")
    private Optional<Path> report = Optional.empty();

    @Override
    public Integer call() throws IOException {
        Parameters parameters = trainer.applyTo(config.load());
        return Tracking.track("train", parameters, run -> train(parameters, run));
    }

    private Integer train(Parameters parameters, RunLog run) throws IOException {
        Path file = out.orElse(parameters.modelPath());
        OutputFile.check(file);
        if (report.isPresent()) {
            OutputFile.check(report.get());
        }
        Fitted fitted = Training.fit(parameters, parameters.readTrain(), threads.count(),
                new RawData(parameters).provenance());
        Model model = write(fitted.model(), file);
        var candidate = Candidate.of(parameters.trainer(), fitted, model);
        Tracking.add(run, model, file);
        Tracking.add(run, candidate);
        if (report.isPresent()) {
            Report.writeJson(candidate, report.get());
            log.info("{}: mcc {} by cross-validation", report.get(),
                    String.format(Locale.ROOT, "%.4f", candidate.figures().get("mcc")));
            run.artifact(report.get());
        }
        return 0;
    }

    static Model write(byte[] model, Path file) throws IOException {
        OutputFile.write(file, model);
        Model read = Training.read(model, file);
        log.info("{}: {} bytes, version {}", file, model.length, read.version());
        return read;
    }
}
