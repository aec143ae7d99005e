package dev.hamlet.training.trainer;

import dev.hamlet.feature.NgramExtractor;
import dev.hamlet.model.Classifier;
import dev.hamlet.model.Metadata;
import dev.hamlet.model.ModelWriter;
import dev.hamlet.training.dataset.Counts;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Split;
import dev.hamlet.training.dataset.Splitter;
import dev.hamlet.training.evaluation.Scored;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains a model on examples, every choice made inside them: the vocabulary, the classifier,
 * what makes probabilities of its answers, and, with two labels, the threshold.
 *
 * <p>The same labels, examples and options give the same bytes, on any number of threads.
 */
public final class Trainer {

    private static final Logger log = LoggerFactory.getLogger(Trainer.class);
    private static final double UNDECIDED = 0.5;

    private final TrainerOptions options;
    private final int threads;
    private final Runnable progress;
    private final ClassifierTrainer classifierTrainer;

    /**
     * @param options what shapes the model
     * @param threads how many folds are trained at a time, at least 1
     * @param progress called after each fold and at the end, {@link #steps} times, by any thread
     */
    public Trainer(TrainerOptions options, int threads, Runnable progress) {
        this.options = options;
        this.threads = threads;
        this.progress = progress;
        this.classifierTrainer = ClassifierTrainer.of(options.classifier(), options.seed());
    }

    /**
     * Trains a model; {@link #fit} without what is known of it.
     *
     * @return the bytes of the model file
     */
    public byte[] train(String name, List<String> labels, Dataset examples, SortedMap<String, String> provenance) {
        return fit(name, labels, examples, provenance).model();
    }

    /**
     * Trains a model.
     *
     * @param name what the model is called
     * @param labels the labels, each with two distinct messages at least; of two, the second is the positive one
     * @param examples what to learn from
     * @param provenance what the model file shall say of where it comes from
     * @return the model, and how its kind did by the cross-validation that its threshold comes from
     * @throws IllegalArgumentException if of two labels one has fewer distinct messages, by {@link Counts}, than
     *         there are folds, or of more labels one has fewer than two
     */
    public Fitted fit(String name, List<String> labels, Dataset examples, SortedMap<String, String> provenance) {
        checkCounts(labels, examples);
        var corpus = new Corpus(examples, labels, new NgramExtractor(options.features()), options.vocabulary(),
                new GoodWordCopies(labels, options.goodWords(), options.seed()));
        TrainingSet all = corpus.all();
        List<List<Judged>> folds = judge(corpus, examples);
        List<Judged> judged = folds.stream().flatMap(List::stream).toList();
        Calibration calibration = Calibration.fit(judged, labels.size());
        double threshold = labels.size() == 2 ? threshold(judged, calibration) : UNDECIDED;
        var metadata = new Metadata(name, labels, threshold, options.features(), provenance);
        Classifier classifier = Rounding.round(calibration.apply(classifierTrainer.fit(all)));
        progress.run();
        return new Fitted(ModelWriter.write(metadata, all.vocabulary(), classifier),
                draws(folds, new Decision(calibration, threshold)));
    }

    /** How many models are trained to get one: those of the folds, and the one. */
    public static int steps(TrainerOptions options, Dataset examples) {
        return folds(options, examples) * options.threshold().repeats() + 1;
    }

    private static int folds(TrainerOptions options, Dataset examples) {
        int fewest = Counts.byLabel(examples).values().stream().mapToInt(Counts::distinct).min().orElse(0);
        return Math.min(options.threshold().folds(), fewest);
    }

    private void checkCounts(List<String> labels, Dataset examples) {
        // of three labels or more the rare ones share fewer folds; but one that stands once is a header or a slip
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

    /** The examples as judged by cross-validation, fold by fold. */
    private List<List<Judged>> judge(Corpus corpus, Dataset examples) {
        int folds = folds(options, examples);
        List<Split> splits = IntStream.range(0, options.threshold().repeats()).boxed()
                .flatMap(repeat -> Splitter.folds(examples, folds, options.seed() + repeat).stream()).toList();
        return new CrossValidation(corpus, classifierTrainer, threads, progress).judge(splits);
    }

    private List<List<List<Scored>>> draws(List<List<Judged>> folds, Decision decision) {
        List<List<Scored>> scored = folds.stream().map(fold -> fold.stream().map(decision::of).toList()).toList();
        int size = scored.size() / options.threshold().repeats();
        return IntStream.range(0, options.threshold().repeats())
                .mapToObj(draw -> scored.subList(draw * size, (draw + 1) * size)).toList();
    }

    private double threshold(List<Judged> judged, Calibration calibration) {
        List<Scored> scored = judged.stream().map(new Decision(calibration, UNDECIDED)::of).toList();
        ThresholdRule.Choice choice = new ThresholdRule(options.threshold().maxBlocked()).choose(scored);
        log.info("threshold {} by {} times {}-fold cross-validation: {}", choice.threshold(),
                options.threshold().repeats(),
                options.threshold().folds(), choice.confusion());
        return choice.threshold();
    }
}
