package dev.hamlet.training;

import dev.hamlet.model.Model;
import dev.hamlet.training.dataset.OutputFile;
import dev.hamlet.training.evaluation.PredictionTable;
import dev.hamlet.training.experiment.Experiment;
import dev.hamlet.training.experiment.Trial;
import dev.hamlet.training.tracking.RunLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "evaluate", mixinStandardHelpOptions = true, description = {
    "Measures a model on messages it has not seen, and writes a report: JSON, and the same as a page (HTML); of the "
            + "trained model also what it said of each message, which the hash of its text stands for (predictions.tsv).",
    "All protocols but holdout train models of their own, from one labelled file."})
final class EvaluateCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(EvaluateCommand.class);

    @Spec
    private CommandSpec command = CommandSpec.create();
    @Mixin
    private ConfigOption config = new ConfigOption();
    @Mixin
    private TrainerOption trainer = new TrainerOption();
    @Mixin
    private ThreadsOption threads = new ThreadsOption();
    @Mixin
    private Reading reading = new Reading();
    @Option(names = "--protocol", paramLabel = "NAME", converter = Protocol.Converter.class, description = {
        "holdout (default): the trained model on the test part",
        "almeida: the first 1,674 lines train, the others test",
        "lecture: the lecture's lines test, the others train",
        "cv: ten-fold cross-validation without repeats",
        "grouped-cv: the same, near-duplicates in one fold",
        "transfer: one file trains, others test"})
    private Protocol protocol = Protocol.HOLDOUT;
    @Option(names = "--data", paramLabel = "FILE", description = "the labelled messages (default: the parameters' first data set, as fetch left it)")
    private Optional<Path> data = Optional.empty();
    @Option(names = "--test", paramLabel = "FILE", description = "what transfer tests on; may be repeated (default: the parameters' other data sets)")
    private List<Path> tests = List.of();
    @Option(names = "--out", paramLabel = "DIR", description = "where to write the report (default: the folder of the parameters' report_path)")
    private Optional<Path> out = Optional.empty();
    @Option(names = "--full", description = "with a learning curve, ablations and all trainers side by side: takes minutes")
    private boolean full;

    @Override
    public Integer call() throws IOException {
        checkUse();
        Parameters parameters = protocol == Protocol.HOLDOUT
                ? Training.following(config.load(), trainer)
                : trainer.applyTo(config.load());
        var setups = new Setups(parameters, reading, data, tests);
        checkTests(setups);
        return Tracking.track("evaluate", parameters, tracked -> evaluate(parameters, setups, tracked));
    }

    private Integer evaluate(Parameters parameters, Setups setups, RunLog tracked) throws IOException {
        Path report = report(parameters.reportPath());
        OutputFile.check(report);
        var run = new EvaluationRun(parameters, threads.count(), full);
        Experiment experiment = protocol == Protocol.HOLDOUT
                ? ofTrained(parameters, setups, run, report)
                : ofOwn(setups, run);
        Report.write(experiment, report);
        run.writeTimings(report);
        tell(experiment, report);
        Tracking.add(tracked, experiment, report);
        if (protocol == Protocol.HOLDOUT) {
            tracked.artifact(report.resolveSibling(PredictionTable.FILE));
        }
        return 0;
    }

    private void checkUse() {
        if (protocol == Protocol.HOLDOUT && data.isPresent()) {
            throw usedWrongly("expected --data with another protocol than holdout, which tests on the test part");
        }
        if (protocol != Protocol.TRANSFER && !tests.isEmpty()) {
            throw usedWrongly("expected --test with the protocol transfer, found " + protocol);
        }
    }

    private void checkTests(Setups setups) {
        if (protocol == Protocol.TRANSFER && tests.isEmpty() && setups.otherDataSets().isEmpty()) {
            throw usedWrongly(
                    "expected --test FILE for the protocol transfer, since the parameters name no other data set");
        }
    }

    private ParameterException usedWrongly(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private Path report(Path asHoldout) {
        Path named = protocol == Protocol.HOLDOUT ? asHoldout : asHoldout.resolveSibling(protocol + ".json");
        return out.map(folder -> folder.resolve(named.getFileName())).orElse(named);
    }

    /** Of the holdout also what was said of each message: models are compared by it that were tested on the same. */
    private Experiment ofTrained(Parameters parameters, Setups setups, EvaluationRun run, Path report)
            throws IOException {
        Model model = Training.readTrained(parameters);
        int bytes = (int) Files.size(parameters.modelPath());
        Setup setup = setups.of(protocol);
        Trial trial = run.trial(setup, model, bytes);
        Experiment experiment = run.experiment(protocol, commandLine(), setup, trial);
        PredictionTable.of(trial.predictions(), setup.labels(), setup.sources()::sourceOf)
                .write(report.resolveSibling(PredictionTable.FILE));
        return experiment;
    }

    private Experiment ofOwn(Setups setups, EvaluationRun run) throws IOException {
        Setup setup = setups.of(protocol);
        setup.parts().forEach(part -> log.info("{}: {} messages, {}", protocol, part.examples(), part.use()));
        return run.experiment(protocol, commandLine(), setup, run.trial(setup));
    }

    /** What repeats this, but for the parameters file and the number of threads. */
    private String commandLine() {
        var line = new StringBuilder("./hamlet evaluate --protocol ").append(protocol);
        data.ifPresent(file -> line.append(" --data ").append(file));
        tests.forEach(file -> line.append(" --test ").append(file));
        return line.append(reading.asGiven()).append(full ? " --full" : "").toString();
    }

    private static void tell(Experiment experiment, Path report) {
        log.info("{}, {}: {} on {} messages", report, Report.page(report).getFileName(), experiment.protocol(),
                experiment.evaluation().examples());
        experiment.evaluation().figures().forEach((name, figure) -> log.info("{}", String.format(Locale.ROOT,
                "%-18s %.4f  (95 %% interval %.4f to %.4f)", name, figure.value(), figure.low(), figure.high())));
    }
}
