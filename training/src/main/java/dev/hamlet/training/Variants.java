package dev.hamlet.training;

import dev.hamlet.feature.FeatureOptions;
import dev.hamlet.training.trainer.ThresholdOptions;
import dev.hamlet.training.trainer.TrainerOptions;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is tried beside the parameters' way to train. The folds of a threshold are drawn once, whatever the parameters say:
 * trying six ways would take long, and all are treated alike.
 */
final class Variants {

    private final Parameters parameters;
    private final TrainerOptions baseline;

    Variants(Parameters parameters) {
        this.parameters = parameters;
        this.baseline = drawnOnce(parameters.trainerOptions());
    }

    /** The parameters' way, then without one block of features each; a block that is off already is left out. */
    Map<String, TrainerOptions> ablations() {
        FeatureOptions all = baseline.features();
        Map<String, TrainerOptions> ways = new LinkedHashMap<>();
        ways.put("all features", baseline);
        if (all.wordNgramsMax() > 1) {
            ways.put("without word pairs", with(new FeatureOptions(1, all.charNgramsMin(), all.charNgramsMax())));
        }
        if (all.wordNgramsMax() > 0 && all.charNgramsMax() > 0) {
            ways.put("without words", with(new FeatureOptions(0, all.charNgramsMin(), all.charNgramsMax())));
            ways.put("without characters", with(new FeatureOptions(all.wordNgramsMax(), all.charNgramsMin(), 0)));
        }
        return ways;
    }

    /** Every way to train a classifier, the parameters' first. */
    Map<String, TrainerOptions> trainers() {
        Map<String, TrainerOptions> ways = new LinkedHashMap<>();
        ways.put(parameters.trainer(), baseline);
        parameters.trainers().forEach((name, options) -> ways.putIfAbsent(name, drawnOnce(options)));
        return ways;
    }

    private TrainerOptions with(FeatureOptions features) {
        return new TrainerOptions(features, baseline.vocabulary(), baseline.classifier(), baseline.threshold(),
                baseline.seed());
    }

    private static TrainerOptions drawnOnce(TrainerOptions options) {
        var threshold = new ThresholdOptions(options.threshold().folds(), 1, options.threshold().maxBlocked());
        return new TrainerOptions(options.features(), options.vocabulary(), options.classifier(), threshold,
                options.seed());
    }
}
