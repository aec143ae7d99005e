package dev.hamlet.training.evaluation;

import dev.hamlet.model.Model;
import dev.hamlet.training.dataset.Dataset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import smile.validation.metric.AUC;

/**
 * How a model does on examples it has not seen.
 *
 * @param model the model's version
 * @param examples how many examples there were
 * @param labels the model's labels, in the order of the confusion matrix
 * @param threshold the model's threshold
 * @param confusion messages by actual label (row) and predicted label (column)
 * @param figures each figure by name, with its interval: {@code mcc} and {@code accuracy}; with two labels also {@code f1},
 *     {@code precision}, {@code recall}, {@code blocked} and {@code auc}
 * @param worst the ids of the examples that were most wrongly scored, at most 20, worst first; two labels only
 */
public record Evaluation(String model, int examples, List<String> labels, double threshold, List<List<Long>> confusion,
        Map<String, Interval> figures, List<String> worst) {

    private static final int WORST = 20;

    /** Evaluates a model. */
    public static Evaluation of(Model model, Dataset heldOut, long seed) {
        List<Scored> scored = heldOut.examples().stream().map(example -> Scored.of(model, example)).toList();
        List<String> labels = model.metadata().labels();
        var figures = new LinkedHashMap<String, Interval>();
        figures(model.metadata().binary()).forEach((name, figure) -> figures.put(name, Interval.bootstrap(scored,
                sample -> figure.applyAsDouble(ConfusionMatrix.of(sample, labels)), seed)));
        if (model.metadata().binary()) {
            figures.put("auc", Interval.bootstrap(scored, Evaluation::auc, seed));
        }
        return new Evaluation(model.version(), scored.size(), labels, model.metadata().threshold(),
                ConfusionMatrix.of(scored, labels).counts(), figures,
                model.metadata().binary() ? worst(scored) : List.of());
    }

    private static Map<String, ToDoubleFunction<ConfusionMatrix>> figures(boolean binary) {
        var figures = new LinkedHashMap<String, ToDoubleFunction<ConfusionMatrix>>();
        figures.put("mcc", ConfusionMatrix::mcc);
        figures.put("accuracy", ConfusionMatrix::accuracy);
        if (binary) {
            figures.put("f1", ConfusionMatrix::f1);
            figures.put("precision", ConfusionMatrix::precision);
            figures.put("recall", ConfusionMatrix::recall);
            figures.put("blocked", ConfusionMatrix::blocked);
        }
        return figures;
    }

    /** Where a label is missing there is nothing to rank, and one half is what chance gives. */
    private static double auc(List<Scored> scored) {
        double auc = AUC.of(scored.stream().mapToInt(Scored::actual).toArray(),
                scored.stream().mapToDouble(Scored::score).toArray());
        return Double.isNaN(auc) ? 0.5 : auc;
    }

    private static List<String> worst(List<Scored> scored) {
        return scored.stream().filter(each -> each.actual() != each.predicted())
                .sorted(Comparator.comparingDouble((Scored each) -> Math.abs(each.actual() - each.score())).reversed()
                        .thenComparing(Scored::id))
                .limit(WORST).map(Scored::id).toList();
    }
}
