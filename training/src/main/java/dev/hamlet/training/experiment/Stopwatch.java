package dev.hamlet.training.experiment;

import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Adds up what training and predicting take. Not for use by several threads. */
final class Stopwatch {

    private final LongSupplier nanos;
    private long fitting;
    private long predicting;

    Stopwatch(LongSupplier nanos) {
        this.nanos = nanos;
    }

    <T> T fitting(Supplier<T> job) {
        long start = nanos.getAsLong();
        T done = job.get();
        fitting += nanos.getAsLong() - start;
        return done;
    }

    <T> T predicting(Supplier<T> job) {
        long start = nanos.getAsLong();
        T done = job.get();
        predicting += nanos.getAsLong() - start;
        return done;
    }

    Timing timing(int models, int messages) {
        return new Timing(fitting / 1e9 / models, predicting / 1e3 / messages);
    }
}
