package dev.hamlet.training.registry;

import dev.hamlet.model.Model;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * How much longer one model takes than another, measured in one process in turns: whatever else the machine does slows both down, and of
 * each the quickest turn counts.
 */
final class Slowdown {

    private static final int TURNS = 30;

    private final List<String> texts;
    private final LongSupplier nanos;

    /** @param nanos the time, in nanoseconds from any point */
    Slowdown(List<String> texts, LongSupplier nanos) {
        this.texts = texts;
        this.nanos = nanos;
    }

    /** Times the time of {@code other} that {@code model} takes. */
    double of(Model model, Model other) {
        long own = Long.MAX_VALUE;
        long others = Long.MAX_VALUE;
        for (int turn = 0; turn < TURNS; turn++) {
            own = Math.min(own, turn(model));
            others = Math.min(others, turn(other));
        }
        return (double) own / others;
    }

    private long turn(Model model) {
        long start = nanos.getAsLong();
        texts.forEach(model::predict);
        return nanos.getAsLong() - start;
    }
}
