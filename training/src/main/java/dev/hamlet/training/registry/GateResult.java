package dev.hamlet.training.registry;

import java.util.Locale;

/**
 * What was found at a gate.
 *
 * @param gate the gate
 * @param subject what was looked at there, such as a figure or a slice
 * @param outcome whether it may pass
 * @param found what was found
 * @param expected what was expected
 */
public record GateResult(Gate gate, String subject, Outcome outcome, String found, String expected) {

    /** Whether a version may pass. */
    public enum Outcome {
        /** It holds. */
        PASSED,
        /** It does not hold. */
        FAILED,
        /** It does not hold, and somebody gave a reason to go on. */
        WAIVED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static GateResult of(Gate gate, String subject, boolean holds, String found, String expected) {
        return new GateResult(gate, subject, holds ? Outcome.PASSED : Outcome.FAILED, found, expected);
    }

    GateResult waived() {
        return outcome == Outcome.FAILED && gate.isWaivable()
                ? new GateResult(gate, subject, Outcome.WAIVED, found, expected)
                : this;
    }

    boolean isFailed() {
        return outcome == Outcome.FAILED;
    }
}
