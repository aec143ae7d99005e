package dev.hamlet.training.experiment;

import dev.hamlet.training.dataset.Split;
import dev.hamlet.training.evaluation.Comparison;
import dev.hamlet.training.evaluation.Scored;
import dev.hamlet.training.trainer.TrainerOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Ways to train, each tried on the same splits.
 *
 * @param comparison their figures on the held-out examples of all splits, pooled, the first way being the baseline
 * @param modelBytes the mean size of each way's model files, in bytes
 */
public record SideBySide(Comparison comparison, Map<String, Long> modelBytes) {

    /** Nothing was tried. */
    public static final SideBySide NONE = new SideBySide(Comparison.NONE, Map.of());

    /**
     * Tries each way.
     *
     * @param ways options by name, the baseline first
     * @param nanos a clock, in nanoseconds from anywhere
     * @param timings takes what each way took
     */
    public static SideBySide of(Map<String, TrainerOptions> ways, List<Split> splits, Learner learner, long seed,
            LongSupplier nanos, Map<String, Timing> timings) {
        Map<String, List<Scored>> scored = new LinkedHashMap<>();
        Map<String, Long> bytes = new LinkedHashMap<>();
        ways.forEach((name, options) -> {
            var stopwatch = new Stopwatch(nanos);
            Trial trial = Trial.of(splits, learner.with(options), stopwatch);
            scored.put(name, trial.predictions().scored());
            bytes.put(name, trial.meanBytes());
            timings.put(name, stopwatch.timing(splits.size(), trial.predictions().scored().size()));
        });
        return new SideBySide(Comparison.of(scored, learner.labels(), seed), bytes);
    }
}
