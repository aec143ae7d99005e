package dev.hamlet.training.tracking;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tracks the runs of one experiment. Nothing that goes wrong in tracking ends a run, or changes what it makes: it is told in one
 * warning.
 */
public final class Tracker {

    private static final Logger log = LoggerFactory.getLogger(Tracker.class);

    private final RunStore store;
    private final String experiment;
    private final Clock clock;
    private final Optional<MlflowExport> export;

    /**
     * Tracks in a store.
     *
     * @param export what brings the store's runs to a server at once, if there is one
     */
    public Tracker(RunStore store, String experiment, Clock clock, Optional<MlflowExport> export) {
        this.store = store;
        this.export = export;
        this.experiment = experiment;
        this.clock = clock;
    }

    /** What is tracked. */
    @FunctionalInterface
    public interface Job<T> {

        /** Does it, and says what is to be known of it. */
        T run(RunLog log) throws IOException;
    }

    /**
     * Does a job as a run.
     *
     * @param runLog what is known of it beforehand
     * @return what the job gives
     * @throws IOException if the job throws one; the run has failed then, as with every other exception
     */
    public <T> T track(String stage, RunLog runLog, Job<T> job) throws IOException {
        Optional<OpenRun> run = open(stage, runLog);
        var outcome = RunState.FAILED;
        try {
            T result = job.run(runLog);
            outcome = RunState.FINISHED;
            return result;
        } finally {
            end(run, outcome, runLog);
        }
    }

    private Optional<OpenRun> open(String stage, RunLog runLog) {
        try {
            OpenRun run = store.open(experiment, stage, clock.instant(), runLog);
            announce(run.run());
            return Optional.of(run);
        } catch (IOException e) {
            log.warn("this run is not tracked: {}", e.toString());
            return Optional.empty();
        }
    }

    private void announce(TrackedRun run) {
        try {
            if (export.isPresent()) {
                export.get().export(run);
            }
        } catch (IOException e) {
            log.debug("told when the run has ended, if it lasts", e);
        }
    }

    private void end(Optional<OpenRun> opened, RunState outcome, RunLog runLog) {
        if (opened.isEmpty()) {
            return;
        }
        try (OpenRun run = opened.get()) {
            export(run.end(outcome, clock.instant(), runLog));
        } catch (IOException e) {
            log.warn("this run is not tracked to its end: {}", e.toString());
        }
    }

    private void export(TrackedRun run) {
        try {
            if (export.isPresent()) {
                export.get().export(run);
            }
        } catch (IOException e) {
            log.warn("{}; the run is kept, \"./hamlet export {}\" brings it there", e.getMessage(), run.id());
        }
    }
}
