package dev.hamlet.training;

import dev.hamlet.model.Model;
import dev.hamlet.training.experiment.Experiment;
import dev.hamlet.training.experiment.UsedModel;
import dev.hamlet.training.tracking.RunLog;
import dev.hamlet.training.tracking.RunStore;
import dev.hamlet.training.tracking.Tracker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Collectors;

/** What commands have tracked: parameters and versions beforehand, then the model or the figures. */
final class Tracking {

    private Tracking() {}

    /** Does a command's work as a run, where the parameters say where runs are kept. */
    static Integer track(String stage, Parameters parameters, Tracker.Job<Integer> work) throws IOException {
        Optional<Path> folder = parameters.runsPath();
        if (folder.isEmpty()) {
            return work.run(new RunLog());
        }
        var tracker = new Tracker(new RunStore(folder.get(), new JsonFormat()), parameters.modelName(),
                Clock.systemUTC());
        return tracker.track(stage, beforehand(stage, parameters), work);
    }

    private static RunLog beforehand(String stage, Parameters parameters) {
        var log = new RunLog();
        var versions = new Versions();
        log.parameters(parameters.modelValues());
        log.parameter("trainer", parameters.trainer());
        log.tag("parameters.sha256", parameters.sha256());
        log.tag("stage", stage);
        log.tag("version.hamlet", versions.hamlet());
        log.tag("version.smile", versions.smile());
        log.tag("version.java", Runtime.version().toString());
        GitCommit.find().ifPresent(commit -> {
            log.tag("git.commit", commit.sha());
            log.tag("git.dirty", Boolean.toString(commit.dirty()));
        });
        return log;
    }

    /** Adds a model and what it says of itself. */
    static void add(RunLog log, Model model, Path file) {
        log.tag("model.version", model.version());
        model.metadata().provenance().forEach(log::tag);
        log.metric("threshold", model.metadata().threshold());
        log.artifact(file);
    }

    /** Adds what an evaluation found, each figure with the ends of its interval. */
    static void add(RunLog log, Experiment experiment, Path report) {
        log.tag("protocol", experiment.protocol());
        log.tag("model.version", experiment.models().stream().map(UsedModel::version).collect(Collectors.joining(" ")));
        experiment.data().forEach(part -> log.tag("data." + part.use() + ".sha256", part.sha256()));
        experiment.evaluation().figures().forEach((name, figure) -> {
            log.metric(name, figure.value());
            log.metric(name + ".low", figure.low());
            log.metric(name + ".high", figure.high());
        });
        log.artifact(report);
        log.artifact(Report.page(report));
    }
}
