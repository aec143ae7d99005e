package dev.hamlet.training.evaluation;

/**
 * Messages with similar scores; a point of the reliability curve (mean score, share).
 *
 * @param examples how many there are
 * @param low their lowest score
 * @param high their highest score
 * @param meanScore the mean of their scores
 * @param share the share of them, in [0, 1], that is positive; of more than two labels, whose predicted label is right
 */
public record CalibrationBin(int examples, double low, double high, double meanScore, double share) {}
