package dev.hamlet.training.trainer;

import dev.hamlet.feature.NgramExtractor;
import dev.hamlet.model.Metadata;
import dev.hamlet.model.Model;
import dev.hamlet.model.ModelFormatException;
import dev.hamlet.model.ModelReader;
import dev.hamlet.training.dataset.Counts;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Example;
import dev.hamlet.training.dataset.Split;
import dev.hamlet.training.dataset.Splitter;
import dev.hamlet.training.evaluation.Scored;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    private final Runnable progress;
    private final MaxentTrainer classifierTrainer;

    /**
     * @param options what shapes the model
     * @param threads how many folds are trained at a time, at least 1
     * @param progress called after each fold, by any thread
     */
    public Trainer(TrainerOptions options, int threads, Runnable progress) {
        this.options = options;
        this.threads = threads;
        this.progress = progress;
        this.classifierTrainer = new MaxentTrainer(options.maxent(), options.minMessages());
    }

    /**
     * Trains a model.
     *
     * @param name what the model is called
     * @param labels the labels, each with two distinct messages at least; of two, the second is the positive one
     * @param examples what to learn from
     * @param provenance what the model file shall say of where it comes from
     * @return the bytes of the model file
     * @throws IllegalArgumentException if of two labels one has fewer distinct messages, by {@link Counts}, than
     *         there are folds, or of more labels one has fewer than two
     */
    public byte[] train(String name, List<String> labels, Dataset examples, SortedMap<String, String> provenance) {
        checkCounts(labels, examples);
        var extractor = new NgramExtractor(options.features());
        List<Sample> samples = examples.examples().stream().map(example -> Sample.of(example, labels, extractor))
                .toList();
        var metadata = new Metadata(name, labels, UNDECIDED, options.features(), provenance);
        return classifierTrainer.train(samples,
                metadata.binary() ? withThreshold(metadata, examples, samples) : metadata);
    }

    private void checkCounts(List<String> labels, Dataset examples) {
        // no folds are drawn for three labels or more; but a label that stands once is a header or a slip
        int needed = labels.size() == 2 ? options.threshold().folds() : 2;
        SortedMap<String, Counts> counts = Counts.byLabel(examples);
        for (String label : labels) {
            int count = counts.containsKey(label) ? counts.get(label).distinct() : 0;
            if (count < needed) {
                throw new IllegalArgumentException("expected at least " + needed + " distinct messages of label \""
                        + label + "\", found " + count);
            }
        }
    }

    private Metadata withThreshold(Metadata undecided, Dataset examples, List<Sample> samples) {
        // Two files of one name share ids, and a file given twice its examples too: equal examples have equal samples.
        Map<Example, Sample> byExample = samples.stream()
                .collect(Collectors.toMap(Sample::example, Function.identity(), (first, _) -> first));
        List<Scored> scored = inParallel(folds(examples), fold -> outOfFoldScores(undecided, fold, byExample));
        ThresholdRule.Choice choice = new ThresholdRule(options.threshold().maxBlocked()).choose(scored);
        log.info("threshold {} by {} times {}-fold cross-validation: {}", choice.threshold(),
                options.threshold().repeats(),
                options.threshold().folds(), choice.confusion());
        return new Metadata(undecided.name(), undecided.labels(), choice.threshold(), undecided.features(),
                undecided.provenance());
    }

    private List<Split> folds(Dataset examples) {
        return IntStream.range(0, options.threshold().repeats()).boxed()
                .flatMap(repeat -> Splitter.folds(examples, options.threshold().folds(), options.seed() + repeat)
                        .stream())
                .toList();
    }

    /** The held-out examples' scores by a model that did not learn from them or from near copies of them. */
    private List<Scored> outOfFoldScores(Metadata metadata, Split fold, Map<Example, Sample> byExample) {
        List<Sample> train = fold.train().examples().stream().map(byExample::get).toList();
        Model model = read(classifierTrainer.train(train, metadata));
        List<Scored> scored = fold.test().examples().stream().map(example -> Scored.of(model, example)).toList();
        log.debug("trained on {} messages, scored {}", train.size(), scored.size());
        progress.run();
        return scored;
    }

    private List<Scored> inParallel(List<Split> folds, Function<Split, List<Scored>> job) {
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<CompletableFuture<List<Scored>>> jobs = folds.stream()
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
