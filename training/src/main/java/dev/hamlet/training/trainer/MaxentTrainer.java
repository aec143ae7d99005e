package dev.hamlet.training.trainer;

import dev.hamlet.feature.Vocabulary;
import dev.hamlet.model.Metadata;
import dev.hamlet.model.ModelWriter;
import dev.hamlet.model.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import smile.classification.Maxent;

/** Trains Smile's maximum entropy classifier on the presence of n-grams, with weights that the model file can hold. */
final class MaxentTrainer {

    private final MaxentOptions options;
    private final int minMessages;

    MaxentTrainer(MaxentOptions options, int minMessages) {
        this.options = options;
        this.minMessages = minMessages;
    }

    /** The bytes of the model file; the same samples, options and metadata give the same bytes. */
    byte[] train(List<Sample> samples, Metadata metadata) {
        Vocabulary vocabulary = VocabularyBuilder.build(samples, minMessages);
        int[][] vectors = samples.stream().map(sample -> vector(sample, vocabulary)).toArray(int[][]::new);
        int[] labels = samples.stream().mapToInt(Sample::label).toArray();
        Maxent classifier = fit(vocabulary.dimension(), vectors, labels);
        round(classifier);
        return ModelWriter.write(metadata, vocabulary, classifier);
    }

    /** The ids that the vectorizer will find when it reads the message again. */
    private static int[] vector(Sample sample, Vocabulary vocabulary) {
        return Arrays.stream(sample.fingerprints()).map(vocabulary::indexOf).filter(id -> id >= 0).toArray();
    }

    /**
     * Fits on a pool of one: Smile sums in parallel streams, whose order of addition, and with it the last bits of the
     * weights, depends on the size of the pool that they run in.
     */
    private Maxent fit(int dimension, int[][] vectors, int[] labels) {
        var smileOptions = new Maxent.Options(options.lambda(), options.tolerance(), options.maxIterations());
        try (var pool = new ForkJoinPool(1)) {
            return pool.submit(() -> Maxent.fit(dimension, vectors, labels, smileOptions)).join();
        }
    }

    private static void round(Maxent classifier) {
        switch (classifier) {
            case Maxent.Binomial binomial -> Weights.round(binomial.coefficients());
            case Maxent.Multinomial multinomial -> {
                for (double[] row : multinomial.coefficients()) {
                    Weights.round(row);
                }
            }
            default -> throw new IllegalStateException("Smile fits no " + classifier.getClass());
        }
    }
}
