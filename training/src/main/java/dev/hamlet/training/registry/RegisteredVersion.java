package dev.hamlet.training.registry;

import dev.hamlet.training.evaluation.Interval;
import java.util.List;
import java.util.Map;

/**
 * A line of the table of versions.
 *
 * @param version the version
 * @param registered when, in UTC by ISO 8601
 * @param review what people decided of it
 * @param aliases the aliases that stand on it
 * @param figures what was measured
 * @param bytes the size of the model file
 */
public record RegisteredVersion(String version, String registered, Review review, List<Alias> aliases,
        Map<String, Interval> figures, long bytes) {}
