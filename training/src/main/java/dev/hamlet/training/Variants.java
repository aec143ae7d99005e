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

    /**
     * The parameters' way, then without one block of features each. N-grams that are off already are left out; a block that is not of
     * n-grams is then tried on.
     */
    Map<String, TrainerOptions> ablations() {
        FeatureOptions all = baseline.features();
        Map<String, TrainerOptions> ways = new LinkedHashMap<>();
        ways.put("as it is", baseline);
        if (all.wordNgramsMax() > 1) {
            ways.put("without word pairs", with(ngrams(1, all.charNgramsMax())));
        }
        if (all.wordNgramsMax() > 0 && all.charNgramsMax() > 0) {
            ways.put("without words", with(ngrams(0, all.charNgramsMax())));
            ways.put("without characters", with(ngrams(all.wordNgramsMax(), 0)));
        }
        ways.put(all.shape() ? "without shape" : "with shape", with(others(!all.shape(), all.obfuscation())));
        ways.put(all.obfuscation() ? "without obfuscation" : "with obfuscation",
                with(others(all.shape(), !all.obfuscation())));
        return ways;
    }

    private FeatureOptions ngrams(int words, int characters) {
        FeatureOptions all = baseline.features();
        return new FeatureOptions(words, all.charNgramsMin(), characters, all.shape(), all.obfuscation());
    }

    private FeatureOptions others(boolean shape, boolean obfuscation) {
        FeatureOptions all = baseline.features();
        return new FeatureOptions(all.wordNgramsMax(), all.charNgramsMin(), all.charNgramsMax(), shape, obfuscation);
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
                baseline.goodWords(), baseline.seed());
    }

    private static TrainerOptions drawnOnce(TrainerOptions options) {
        var threshold = new ThresholdOptions(options.threshold().folds(), 1, options.threshold().maxBlocked());
        return new TrainerOptions(options.features(), options.vocabulary(), options.classifier(), threshold,
                options.goodWords(), options.seed());
    }
}
