package dev.hamlet.training.experiment;

import dev.hamlet.model.Model;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Example;
import dev.hamlet.training.dataset.Split;
import dev.hamlet.training.evaluation.Comparison;
import dev.hamlet.training.evaluation.Disguise;
import dev.hamlet.training.evaluation.Predictions;
import dev.hamlet.training.evaluation.Scored;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Tests models on held-out messages as they are, and in every {@link Disguise}; with two labels only. */
public final class DisguisedTrial {

    private static final String AS_WRITTEN = "as written";

    private final long seed;
    private final Map<String, List<Scored>> scored = new LinkedHashMap<>();

    /** @param seed decides what is changed, and draws the bootstrap samples */
    public DisguisedTrial(long seed) {
        this.seed = seed;
    }

    /** Tests a model that learned from one side on the other. */
    public void add(Model model, Split split) {
        if (!model.metadata().binary()) {
            return;
        }
        add(AS_WRITTEN, model, split.test());
        for (Disguise disguise : Disguise.all(split.train(), model.metadata().labels().getFirst())) {
            add(disguise.name(), model, disguised(split.test(), disguise));
        }
    }

    private void add(String name, Model model, Dataset test) {
        scored.computeIfAbsent(name, key -> new ArrayList<>()).addAll(Predictions.of(model, test).scored());
    }

    private Dataset disguised(Dataset test, Disguise disguise) {
        var random = new Random(seed);
        return new Dataset(test.examples().stream()
                .map(each -> new Example(each.id(), each.label(), disguise.apply(each.text(), random))).toList());
    }

    /** What each disguise changes, for all models together; {@link Comparison#NONE} when no model was tested. */
    public Comparison comparison(List<String> labels) {
        return scored.isEmpty() ? Comparison.NONE : Comparison.of(scored, labels, seed);
    }
}
