package dev.hamlet.training.experiment;

import dev.hamlet.model.Model;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Split;
import dev.hamlet.training.evaluation.Predictions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Predictions for held-out examples, pooled, and the models that they come from.
 *
 * @param predictions each held-out example's, by a model that did not learn from it
 * @param models the models, in the order of the predictions
 * @param meanBytes the mean size of a model's file
 */
public record Trial(Predictions predictions, List<UsedModel> models, long meanBytes) {

    /** Copies the list. */
    public Trial {
        models = List.copyOf(models);
    }

    /** Tests a trained model. */
    public static Trial of(Model model, int trainedOn, int bytes, Dataset test) {
        return new Trial(Predictions.of(model, test), List.of(new Learner.Learned(model, bytes, trainedOn).used()),
                bytes);
    }

    /**
     * Trains on one side of each split and tests on the other.
     *
     * @param more what else to do with each model and the split that it comes from
     */
    public static Trial of(List<Split> splits, Learner learner, BiConsumer<Model, Split> more) {
        return of(splits, learner, more, new Stopwatch(() -> 0));
    }

    static Trial of(List<Split> splits, Learner learner, Stopwatch stopwatch) {
        return of(splits, learner, (model, split) -> {}, stopwatch);
    }

    private static Trial of(List<Split> splits, Learner learner, BiConsumer<Model, Split> more, Stopwatch stopwatch) {
        List<Predictions> predictions = new ArrayList<>();
        List<UsedModel> models = new ArrayList<>();
        long bytes = 0;
        for (Split split : splits) {
            Learner.Learned learned = stopwatch.fitting(() -> learner.learn(split.train()));
            predictions.add(stopwatch.predicting(() -> Predictions.of(learned.model(), split.test())));
            more.accept(learned.model(), split);
            models.add(learned.used());
            bytes += learned.bytes();
        }
        return new Trial(Predictions.pooled(predictions), models, Math.round((double) bytes / splits.size()));
    }
}
