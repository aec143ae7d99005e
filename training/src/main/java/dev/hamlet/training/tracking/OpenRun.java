package dev.hamlet.training.tracking;

import dev.hamlet.training.dataset.OutputFile;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** A run at work, in its store. */
final class OpenRun implements Closeable {

    private final RunStore store;
    private final TrackedRun run;
    private final Liveness liveness;

    OpenRun(RunStore store, TrackedRun run, Liveness liveness) {
        this.store = store;
        this.run = run;
        this.liveness = liveness;
    }

    TrackedRun run() {
        return run;
    }

    /** Keeps the files of a run that ends, then says how it ended: a run that says so is whole. */
    TrackedRun end(RunState outcome, Instant now, RunLog log) throws IOException {
        for (Map.Entry<String, OutputFile.Content> artifact : log.artifacts().entrySet()) {
            OutputFile.write(store.artifacts(run.id()).resolve(artifact.getKey()), artifact.getValue());
        }
        TrackedRun ended = run.ending(outcome, now, log);
        store.save(ended);
        return ended;
    }

    @Override
    public void close() throws IOException {
        liveness.close();
    }
}
