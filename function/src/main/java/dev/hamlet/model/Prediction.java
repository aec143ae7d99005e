package dev.hamlet.model;

/**
 * What the model says of one message.
 *
 * @param label the label, one of {@link Metadata#labels()}
 * @param score the probability, in [0, 1], of the positive (second) label when there are two, else of {@code label}
 */
public record Prediction(String label, double score) {}
