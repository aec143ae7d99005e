package dev.hamlet.training.trainer;

import dev.hamlet.model.Metadata;
import dev.hamlet.model.Model;
import dev.hamlet.model.ModelFormatException;
import dev.hamlet.model.ModelReader;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Split;
import dev.hamlet.training.dataset.Splitter;
import dev.hamlet.training.evaluation.Scored;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains a model on examples, every choice made inside them: the vocabulary, the weights, and, with two labels, the threshold.
 *
 * <p>The same labels, examples and options give the same bytes, on any number of threads.
 */
public final class Trainer {

    private static final Logger log = LoggerFactory.getLogger(Trainer.class);
    private static final double UNDECIDED = 0.5;

    private final TrainerOptions options;
    private final int threads;
    private final MaxentTrainer classifierTrainer;

    /**
     * @param options what shapes the model
     * @param threads how many folds are trained at a time, at least 1
     */
    public Trainer(TrainerOptions options, int threads) {
        this.options = options;
        this.threads = threads;
        this.classifierTrainer = new MaxentTrainer(options.maxent(), options.minMessages());
    }

    /**
     * Trains a model.
     *
     * @param name what the model is called
     * @param labels the labels, each with at least one example; of two, the second is the positive one
     * @param examples what to learn from
     * @param provenance what the model file shall say of where it comes from
     * @return the bytes of the model file
     * @throws IllegalArgumentException if a label has fewer examples than there are folds
     */
    public byte[] train(String name, List<String> labels, Dataset examples, SortedMap<String, String> provenance) {
        checkCounts(labels, examples);
        var metadata = new Metadata(name, labels, UNDECIDED, options.features(), provenance);
        if (metadata.binary()) {
            metadata = withThreshold(metadata, examples);
        }
        return classifierTrainer.train(examples, metadata);
    }

    private void checkCounts(List<String> labels, Dataset examples) {
        for (String label : labels) {
            long count = examples.examples().stream().filter(example -> example.label().equals(label)).count();
            if (count < options.threshold().folds()) {
                throw new IllegalArgumentException("expected at least " + options.threshold().folds()
                        + " examples of label \"" + label + "\" (one a fold), found " + count);
            }
        }
    }

    private Metadata withThreshold(Metadata undecided, Dataset examples) {
        List<Scored> scored = outOfFoldScores(undecided, examples);
        ThresholdRule.Choice choice = new ThresholdRule(options.threshold().maxBlocked()).choose(scored);
        log.info("threshold {} by {}-fold cross-validation: {}", choice.threshold(), options.threshold().folds(),
                choice.confusion());
        return new Metadata(undecided.name(), undecided.labels(), choice.threshold(), undecided.features(),
                undecided.provenance());
    }

    /** Each example's score by a model that did not learn from it or from a near copy of it. */
    private List<Scored> outOfFoldScores(Metadata metadata, Dataset examples) {
        List<Split> folds = Splitter.folds(examples, options.threshold().folds(), options.seed());
        return inParallel(folds, fold -> {
            Model model = read(classifierTrainer.train(fold.train(), metadata));
            log.debug("trained on {} messages, scoring {}", fold.train().size(), fold.test().size());
            return fold.test().examples().stream().map(example -> Scored.of(model, example)).toList();
        });
    }

    private <T> List<T> inParallel(List<Split> folds, Function<Split, List<T>> job) {
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<CompletableFuture<List<T>>> jobs = folds.stream()
                    .map(fold -> CompletableFuture.supplyAsync(() -> job.apply(fold), executor)).toList();
            return jobs.stream().flatMap(each -> each.join().stream()).toList();
        }
    }

    private static Model read(byte[] bytes) {
        try {
            return ModelReader.read(bytes, "a fold's model");
        } catch (ModelFormatException e) {
            throw new IllegalStateException("the writer's bytes are the reader's", e);
        }
    }
}
