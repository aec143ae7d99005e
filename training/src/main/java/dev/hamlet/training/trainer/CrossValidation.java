package dev.hamlet.training.trainer;

import dev.hamlet.model.Classifier;
import dev.hamlet.training.dataset.Split;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges each example by a classifier that learned neither from it nor from near copies of it. */
final class CrossValidation {

    private static final Logger log = LoggerFactory.getLogger(CrossValidation.class);

    private final Corpus corpus;
    private final ClassifierTrainer trainer;
    private final int threads;
    private final Runnable progress;

    /**
     * @param threads how many folds are trained at a time, at least 1
     * @param progress called after each fold, by any thread
     */
    CrossValidation(Corpus corpus, ClassifierTrainer trainer, int threads, Runnable progress) {
        this.corpus = corpus;
        this.trainer = trainer;
        this.threads = threads;
        this.progress = progress;
    }

    /** The held-out examples of each fold, in the order of the folds. */
    List<List<Judged>> judge(List<Split> folds) {
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<CompletableFuture<List<Judged>>> jobs = folds.stream()
                    .map(fold -> CompletableFuture.supplyAsync(() -> judge(fold), executor)).toList();
            return jobs.stream().map(CompletableFuture::join).toList();
        }
    }

    private List<Judged> judge(Split fold) {
        Corpus.Part part = corpus.part(fold.train());
        Classifier classifier = Rounding.round(trainer.fit(part.set()));
        List<Judged> judged = fold.test().examples().stream()
                .map(each -> new Judged(each, corpus.label(each), classifier.logits(part.vector(each)))).toList();
        log.debug("trained on {} messages, scored {}", part.set().size(), judged.size());
        progress.run();
        return judged;
    }
}
