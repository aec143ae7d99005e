package dev.hamlet.training.tracking;

/**
 * A figure.
 *
 * @param name what it is called
 * @param value the figure
 * @param step which of several it is, such as a fold; 0 of one that stands alone
 */
public record Metric(String name, double value, int step) {}
