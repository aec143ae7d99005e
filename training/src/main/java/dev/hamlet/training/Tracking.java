package dev.hamlet.training;

import dev.hamlet.model.Model;
import dev.hamlet.training.evaluation.Interval;
import dev.hamlet.training.experiment.Candidate;
import dev.hamlet.training.experiment.Experiment;
import dev.hamlet.training.experiment.Selection;
import dev.hamlet.training.experiment.UsedModel;
import dev.hamlet.training.tracking.MlflowExport;
import dev.hamlet.training.tracking.MlflowServer;
import dev.hamlet.training.tracking.RunLog;
import dev.hamlet.training.tracking.RunStore;
import dev.hamlet.training.tracking.Tracker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What commands have tracked: parameters and versions beforehand, then the model or the figures. */
final class Tracking {

    private static final Logger log = LoggerFactory.getLogger(Tracking.class);

    private Tracking() {}

    /** Does a command's work as a run, where the parameters say where runs are kept. */
    static Integer track(String stage, Parameters parameters, Tracker.Job<Integer> work) throws IOException {
        Optional<Path> folder = parameters.runsPath();
        if (folder.isEmpty()) {
            return work.run(new RunLog());
        }
        var store = new RunStore(folder.get());
        var tracker = new Tracker(store, parameters.modelName(), Clock.systemUTC(),
                server().map(server -> new MlflowExport(store, server)));
        return tracker.track(stage, beforehand(stage, parameters), work);
    }

    /** The server, if there is one; none, with a warning, where MLflow's address is of a kind that other clients know: the work is not to wait for that. */
    static Optional<MlflowServer> server() {
        try {
            return MlflowSettings.server(System.getenv());
        } catch (IllegalArgumentException e) {
            log.warn("{}; runs are kept here only", e.getMessage());
            return Optional.empty();
        }
    }

    private static RunLog beforehand(String stage, Parameters parameters) {
        var run = new RunLog();
        var versions = new Versions();
        run.parameters(parameters.modelValues());
        run.parameter("trainer", parameters.trainer());
        run.tag("parameters.sha256", parameters.sha256());
        run.tag("stage", stage);
        run.tag("version.hamlet", versions.hamlet());
        run.tag("version.smile", versions.smile());
        run.tag("version.java", Runtime.version().toString());
        GitCommit.find().ifPresent(commit -> {
            run.tag("git.commit", commit.sha());
            run.tag("git.dirty", Boolean.toString(commit.dirty()));
        });
        return run;
    }

    /** Adds a model and what it says of itself. */
    static void add(RunLog run, Model model, Path file) {
        run.tag("model.version", model.version());
        model.metadata().provenance().forEach(run::tag);
        run.metric("threshold", model.metadata().threshold());
        run.artifact(file);
    }

    /** Adds what cross-validation inside the training part found, and of each fold as a step. */
    static void add(RunLog run, Candidate candidate) {
        candidate.figures().forEach((name, value) -> run.metric("cv." + name, value));
        for (int fold = 0; fold < candidate.folds().size(); fold++) {
            int step = fold;
            candidate.folds().get(fold).forEach((name, value) -> run.metric("cv.fold." + name, value, step));
        }
    }

    /** Adds which model was chosen, and each candidate's figure. */
    static void add(RunLog run, Selection selection) {
        run.parameter("trainer", selection.chosen());
        run.tag("model.version", selection.version());
        selection.candidates().forEach((trainer, row) -> run.metric("cv." + selection.figure() + "." + trainer,
                row.value()));
    }

    /** Adds what an evaluation found. */
    static void add(RunLog run, Experiment experiment, Path report) {
        run.tag("protocol", experiment.protocol());
        run.tag("model.version", experiment.models().stream().map(UsedModel::version).collect(Collectors.joining(" ")));
        experiment.data().forEach(part -> run.tag("data." + part.use() + ".sha256", part.sha256()));
        add(run, experiment.evaluation().figures());
        run.artifact(report);
        run.artifact(Report.page(report));
    }

    /** Adds figures, each with the ends of its interval. */
    static void add(RunLog run, Map<String, Interval> figures) {
        figures.forEach((name, figure) -> {
            run.metric(name, figure.value());
            run.metric(name + ".low", figure.low());
            run.metric(name + ".high", figure.high());
        });
    }
}
