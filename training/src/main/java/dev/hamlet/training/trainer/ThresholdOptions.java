package dev.hamlet.training.trainer;

/**
 * How the threshold is chosen: the one that promises the greatest MCC among those that block few enough messages of the
 * negative label, on scores that cross-validation gives.
 *
 * @param folds the folds of the cross-validation, at least 2
 * @param repeats how often the folds are drawn anew, at least 1: a threshold is a noisy choice, and repeats calm it
 * @param maxBlocked the largest share, in [0, 1], of negative (ham) messages that may score above the threshold
 */
public record ThresholdOptions(int folds, int repeats, double maxBlocked) {

    public ThresholdOptions {
        if (folds < 2) {
            throw new IllegalArgumentException("expected at least 2 folds, found " + folds);
        }
        if (repeats < 1) {
            throw new IllegalArgumentException("expected at least 1 repeat, found " + repeats);
        }
        if (!(maxBlocked >= 0 && maxBlocked <= 1)) {
            throw new IllegalArgumentException("expected a share from 0 to 1, found " + maxBlocked);
        }
    }
}
