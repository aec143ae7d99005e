package dev.hamlet.training;

import dev.hamlet.training.dataset.OutputFile;
import dev.hamlet.training.experiment.Candidate;
import dev.hamlet.training.experiment.Selection;
import dev.hamlet.training.tracking.RunLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "select", mixinStandardHelpOptions = true, description = {
    "Chooses among the models of all trainers by what cross-validation inside the training part found, and puts the best where "
            + "evaluate and publish look for it.",
    "Each must be there: train --trainer NAME --out MODEL_DIR/NAME.hamlet --report REPORT_DIR/NAME.json"})
final class SelectCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(SelectCommand.class);

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Override
    public Integer call() throws IOException {
        Parameters parameters = config.load();
        return Tracking.track("select", parameters, run -> select(parameters, run));
    }

    private Integer select(Parameters parameters, RunLog run) throws IOException {
        Parameters.Selection rule = parameters.selection().orElseThrow(() -> new IllegalArgumentException(
                "expected selection in the parameters, which says how to select, found none"));
        OutputFile.check(rule.reportPath());
        OutputFile.check(parameters.modelPath());
        List<Candidate> candidates = new ArrayList<>();
        for (String trainer : parameters.trainers().keySet()) {
            candidates.add(candidate(parameters.withTrainer(trainer), rule));
        }
        Selection selection = Selection.of(candidates, rule.figure());
        OutputFile.write(parameters.modelPath(), Files.readAllBytes(model(selection.chosen(), rule)));
        Report.writeJson(selection, rule.reportPath());
        Tracking.add(run, selection);
        run.artifact(parameters.modelPath());
        run.artifact(rule.reportPath());
        tell(selection);
        log.info("{}: the model of {}, version {}", parameters.modelPath(), selection.chosen(), selection.version());
        return 0;
    }

    private static Path model(String trainer, Parameters.Selection rule) {
        return rule.modelDir().resolve(trainer + ".hamlet");
    }

    /** What was measured of a trainer's model, if that is the model there is. */
    private static Candidate candidate(Parameters parameters, Parameters.Selection rule) throws IOException {
        String trainer = parameters.trainer();
        Path report = rule.reportDir().resolve(trainer + ".json");
        Candidate candidate = Report.readJson(Candidate.class, "train", report);
        String version = Training.readTrained(model(trainer, rule), parameters).version();
        if (!candidate.trainer().equals(trainer) || !candidate.version().equals(version)) {
            throw new IOException(
                    "%s: expected a report of %s, version %s, found one of %s, version %s; run train first"
                            .formatted(report, trainer, version, candidate.trainer(), candidate.version()));
        }
        return candidate;
    }

    private static void tell(Selection selection) {
        selection.candidates().forEach((trainer, row) -> log.info("{}", String.format(Locale.ROOT,
                "%-26s %s %.4f, %,9d bytes: %s", trainer, selection.figure(), row.value(), row.bytes(), row.why())));
    }
}
