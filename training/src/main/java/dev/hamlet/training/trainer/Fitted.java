package dev.hamlet.training.trainer;

import dev.hamlet.training.evaluation.Scored;
import java.util.List;

/**
 * A trained model and the cross-validation inside its examples, by which it was calibrated and its threshold chosen.
 *
 * @param model the bytes of the model file
 * @param draws by draw of folds and by fold, the held-out examples, predicted by a classifier that did not learn from them with the model's
 *     calibration and threshold; a draw's folds hold every example once
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Fitted(byte[] model, List<List<List<Scored>>> draws) {

    /** Every fold of every draw. */
    public List<List<Scored>> folds() {
        return draws.stream().flatMap(List::stream).toList();
    }
}
