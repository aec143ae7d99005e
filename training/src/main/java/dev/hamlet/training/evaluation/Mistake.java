package dev.hamlet.training.evaluation;

/**
 * An example that got another label than its own. It is named and never shown.
 *
 * @param id where it was read, {@code file:line}
 * @param actual its label
 * @param predicted the label that it got
 * @param score the prediction's score: of two labels, the probability of the second, else that of the predicted one
 */
public record Mistake(String id, String actual, String predicted, double score) {}
