package dev.hamlet.training.evaluation;

import java.util.Map;

/**
 * How a model does on examples of one kind.
 *
 * @param by what the kinds differ in: {@code length}, {@code link} and so on
 * @param kind the kind
 * @param examples how many there are
 * @param positives how many of them have the second label
 * @param small whether they are too few to conclude from: less than 100, or less than 10 of a label
 * @param figures {@code mcc}, with two labels also {@code recall} (caught) and {@code blocked}, with more {@code accuracy};
 *     without those that have no meaning where a label is missing
 */
public record Slice(String by, String kind, int examples, int positives, boolean small,
        Map<String, Interval> figures) {}
