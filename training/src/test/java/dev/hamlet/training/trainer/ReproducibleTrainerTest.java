package dev.hamlet.training.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.feature.FeatureOptions;
import dev.hamlet.feature.NgramExtractor;
import dev.hamlet.model.Metadata;
import dev.hamlet.model.ModelWriter;
import dev.hamlet.training.dataset.Messages;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Smile works in parallel streams and draws from generators of its own: neither shows in a model. */
class ReproducibleTrainerTest {

    private static final FeatureOptions FEATURES = new FeatureOptions(1, 2, 3);
    /** Many steps, so that the last bit of a sum grows to where rounding does not hide it. */
    private static final List<ClassifierOptions> OPTIONS = List.of(new MaxentOptions(1e-3, 1e-12, 200),
            new SparseLogisticRegressionOptions(1e-3, 1e-12, 100, Scaling.LOG_COUNT_RATIO, 1),
            new LinearSvmOptions(1, 1e-3, 100, Scaling.NONE, 1),
            new NaiveBayesOptions(NaiveBayesOptions.Model.BERNOULLI, 0.1),
            new RandomForestOptions(3, 20, 1));

    static Stream<Arguments> cases() {
        return OPTIONS.stream().flatMap(options -> Stream.of("ham spam", "ham spam bill")
                .flatMap(labels -> Stream.of(2, 5).map(parallelism -> Arguments.of(options, labels, parallelism))));
    }

    @ParameterizedTest(name = "{0} of {1} in a pool of {2}")
    @MethodSource("cases")
    void givesTheSameBytesInAPoolOfAnySize(ClassifierOptions options, String labels, int parallelism) {
        assertThat(trainedInAPoolOf(parallelism, options, labels.split(" ")))
                .isEqualTo(trainedInAPoolOf(1, options, labels.split(" ")));
    }

    private static byte[] trainedInAPoolOf(int parallelism, ClassifierOptions options, String... labels) {
        // Smile adds up 1,000 messages in order; only beyond them can a pool change the order
        TrainingSet set = new Corpus(Messages.of(3500, 1, labels), List.of(labels), new NgramExtractor(FEATURES),
                new VocabularyOptions(1, VocabularyOptions.ALL)).all();
        var metadata = new Metadata("test", List.of(labels), 0.5, FEATURES, new TreeMap<>());
        try (var pool = new ForkJoinPool(parallelism)) {
            return pool.submit(() -> ModelWriter.write(metadata, set.vocabulary(),
                    Rounding.round(ClassifierTrainer.of(options, 111).fit(set)))).join();
        }
    }
}
