package dev.hamlet.training.experiment;

import dev.hamlet.model.Model;
import dev.hamlet.training.evaluation.Figures;
import dev.hamlet.training.evaluation.Scored;
import dev.hamlet.training.trainer.Fitted;
import java.util.List;
import java.util.Map;

/**
 * A trained model and what the cross-validation inside its training part found: by this models are chosen, so that nobody looks at
 * the test part before a choice is made. Each held-out message is predicted with the model's calibration and threshold, which were
 * fitted to all of them: the figures flatter every trainer a little, and alike.
 *
 * @param trainer the trainer's name
 * @param version the model's version
 * @param bytes the size of the model's file
 * @param threshold the model's threshold; of no meaning with more than two labels
 * @param figures {@code mcc} and {@code accuracy}; with two labels also {@code f1}, {@code precision}, {@code recall},
 *     {@code blocked} and {@code auc}: on all predictions, so every message as often as folds were drawn
 * @param draws the same figures of each draw of folds
 * @param folds the same of each fold, draw by draw
 */
public record Candidate(String trainer, String version, long bytes, double threshold, Map<String, Double> figures,
        List<Map<String, Double>> draws, List<Map<String, Double>> folds) {

    /** Copies the lists. */
    public Candidate {
        draws = List.copyOf(draws);
        folds = List.copyOf(folds);
    }

    /**
     * Takes the figures of a model just trained.
     *
     * @param model the model as read back
     */
    public static Candidate of(String trainer, Fitted fitted, Model model) {
        var figures = new Figures(model.metadata().labels());
        List<List<Scored>> folds = fitted.folds();
        return new Candidate(trainer, model.version(), fitted.model().length, model.metadata().threshold(),
                figures.compared(pooled(folds)),
                fitted.draws().stream().map(draw -> figures.compared(pooled(draw))).toList(),
                folds.stream().map(figures::compared).toList());
    }

    private static List<Scored> pooled(List<List<Scored>> folds) {
        return folds.stream().flatMap(List::stream).toList();
    }
}
