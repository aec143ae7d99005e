package dev.hamlet.training;

import dev.hamlet.model.Model;
import dev.hamlet.training.dataset.Split;
import dev.hamlet.training.evaluation.Evaluation;
import dev.hamlet.training.experiment.DisguisedTrial;
import dev.hamlet.training.experiment.Experiment;
import dev.hamlet.training.experiment.Learner;
import dev.hamlet.training.experiment.LearningCurve;
import dev.hamlet.training.experiment.SideBySide;
import dev.hamlet.training.experiment.Timing;
import dev.hamlet.training.experiment.Trial;
import dev.hamlet.training.trainer.TrainerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import me.tongfei.progressbar.ProgressBar;

/** One run of {@code evaluate}: trains what a protocol needs, with a bar while it does, and keeps the times. */
final class EvaluationRun {

    private final Parameters parameters;
    private final int threads;
    private final boolean full;
    private final DisguisedTrial disguised;
    private final Map<String, Map<String, Timing>> timings = new LinkedHashMap<>();

    EvaluationRun(Parameters parameters, int threads, boolean full) {
        this.parameters = parameters;
        this.threads = threads;
        this.full = full;
        this.disguised = new DisguisedTrial(parameters.randomState());
    }

    /** Trains on one side of each split and tests on the other. */
    Trial trial(Setup setup) {
        return withBar("models", setup.splits().size(), setup,
                learner -> Trial.of(setup.splits(), learner, disguised::add));
    }

    /** Tests the trained model. */
    Trial trial(Setup setup, Model model, int bytes) {
        Split split = setup.splits().getFirst();
        disguised.add(model, split);
        return Trial.of(model, split.train().size(), bytes, split.test());
    }

    /** Judges a trial, and with {@code --full} what might have been. */
    Experiment experiment(Protocol protocol, String command, Setup setup, Trial trial) {
        long seed = parameters.randomState();
        var evaluation = Evaluation.of(trial.predictions(), setup.labels(), setup.sources()::sourceOf, seed);
        return new Experiment(protocol.toString(), protocol.question(), command, setup.parts(), trial.models(),
                evaluation, learningCurve(setup), sideBySide("ablations", Variants::ablations, setup),
                sideBySide("trainers", Variants::trainers, setup), disguised.comparison(setup.labels()));
    }

    private LearningCurve learningCurve(Setup setup) {
        if (!full || !setup.hasOneSplit()) {
            return LearningCurve.NONE;
        }
        return withBar("learning curve", LearningCurve.models(), setup,
                learner -> LearningCurve.of(setup.splits().getFirst(), learner, parameters.randomState()));
    }

    /** Inside the training part only: what is chosen by looking at the test part is no longer tested by it. */
    private SideBySide sideBySide(String name, Function<Variants, Map<String, TrainerOptions>> which, Setup setup) {
        if (!full) {
            return SideBySide.NONE;
        }
        long seed = parameters.randomState();
        List<Split> folds = setup.foldsInside(seed);
        Map<String, TrainerOptions> ways = which.apply(new Variants(parameters));
        Map<String, Timing> taken = timings.computeIfAbsent(name, key -> new LinkedHashMap<>());
        return withBar(name, ways.size() * folds.size(), setup,
                learner -> SideBySide.of(ways, folds, learner, seed, System::nanoTime, taken));
    }

    private <T> T withBar(String name, int models, Setup setup, Function<Learner, T> job) {
        try (ProgressBar bar = Training.bar(name, models)) {
            return job.apply(new Learner(setup.labels(), parameters.trainerOptions(), threads, bar::step));
        }
    }

    /** Writes the times of a full run beside its report, which they are no part of: they differ from run to run. */
    void writeTimings(Path report) throws IOException {
        if (full) {
            Report.writeJson(timings, Report.sibling(report, "-timings.json"));
        }
    }
}
