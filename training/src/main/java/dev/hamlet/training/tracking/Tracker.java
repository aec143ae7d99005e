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

    /** Tracks in this store. */
    public Tracker(RunStore store, String experiment, Clock clock) {
        this.store = store;
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
            return Optional.of(store.open(experiment, stage, clock.instant(), runLog));
        } catch (IOException e) {
            log.warn("this run is not tracked: {}", e.toString());
            return Optional.empty();
        }
    }

    private void end(Optional<OpenRun> opened, RunState outcome, RunLog runLog) {
        if (opened.isEmpty()) {
            return;
        }
        try (OpenRun run = opened.get()) {
            run.end(outcome, clock.instant(), runLog);
        } catch (IOException e) {
            log.warn("this run is not tracked to its end: {}", e.toString());
        }
    }
}
