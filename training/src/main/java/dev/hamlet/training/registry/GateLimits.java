package dev.hamlet.training.registry;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What must hold before an alias moves to a version.
 *
 * @param atLeast by figure, what the low end of its 95 % interval must reach
 * @param atMost by figure, what the high end of its 95 % interval must not exceed
 * @param lossTolerance how much MCC may be lost, 0 or more: more is, where the whole 95 % interval of the difference is below its negative
 * @param maxBytes how large the model file may be, in bytes
 * @param maxSlowdown how many times the time of the version before a message may take
 */
public record GateLimits(Map<String, Double> atLeast, Map<String, Double> atMost, double lossTolerance, int maxBytes,
        double maxSlowdown) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if nothing could pass, or a tolerance is negative
     */
    public GateLimits {
        require(lossTolerance >= 0, "loss_tolerance to be 0 or more", lossTolerance);
        require(maxBytes >= 1, "max_bytes to be 1 or more", maxBytes);
        require(maxSlowdown > 0, "max_slowdown to be above 0", maxSlowdown);
        atLeast = Collections.unmodifiableMap(new TreeMap<>(atLeast));
        atMost = Collections.unmodifiableMap(new TreeMap<>(atMost));
    }

    private static void require(boolean condition, String expected, Object found) {
        if (!condition) {
            throw new IllegalArgumentException("expected %s, found %s".formatted(expected, found));
        }
    }
}
