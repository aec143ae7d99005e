package dev.hamlet.training.tracking;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A run, as far as it has come.
 *
 * @param id its name, unique in its store; later runs have greater ones
 * @param experiment what the runs of one model belong to: the model's name
 * @param stage the command that was run
 * @param state how it stands
 * @param started when it began, as {@link Instant#toString()} gives it
 * @param ended when it ended; empty as long as it did not say so
 * @param parameters what shaped it
 * @param metrics its figures
 * @param tags what else is to be known: hashes, versions
 */
public record TrackedRun(String id, String experiment, String stage, RunState state, String started, String ended,
        SortedMap<String, String> parameters, List<Metric> metrics, SortedMap<String, String> tags) {

    /** Copies the collections. */
    public TrackedRun {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        metrics = List.copyOf(metrics);
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    /** A run that begins. */
    static TrackedRun starting(String id, String experiment, String stage, Instant now, RunLog log) {
        return new TrackedRun(id, experiment, stage, RunState.RUNNING, now.toString(), "", log.parameters(),
                log.metrics(), log.tags());
    }

    TrackedRun ending(RunState outcome, Instant now, RunLog log) {
        return new TrackedRun(id, experiment, stage, outcome, started, now.toString(), log.parameters(), log.metrics(),
                log.tags());
    }

    TrackedRun killed() {
        return new TrackedRun(id, experiment, stage, RunState.KILLED, started, ended, parameters, metrics, tags);
    }

    /** When it ended, or, if it did not say so, when it began. */
    String lastKnown() {
        return ended.isEmpty() ? started : ended;
    }

    /** A figure of this name; the last, where there are several. */
    public OptionalDouble metric(String name) {
        return metrics.stream().filter(each -> each.name().equals(name)).mapToDouble(Metric::value)
                .reduce((first, second) -> second);
    }
}
