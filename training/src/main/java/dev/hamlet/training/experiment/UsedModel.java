package dev.hamlet.training.experiment;

/**
 * A model that predictions come from.
 *
 * @param version the model's version
 * @param threshold its threshold; of no meaning with more than two labels
 * @param examples how many examples it learned from
 */
public record UsedModel(String version, double threshold, int examples) {}
