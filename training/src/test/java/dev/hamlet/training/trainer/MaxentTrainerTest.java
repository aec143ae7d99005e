package dev.hamlet.training.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.feature.FeatureOptions;
import dev.hamlet.feature.NgramExtractor;
import dev.hamlet.model.Metadata;
import dev.hamlet.training.dataset.Messages;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaxentTrainerTest {

    private static final FeatureOptions FEATURES = new FeatureOptions(1, 2, 3);

    /** Many steps, so that the last bit of a sum grows to where rounding does not hide it. */
    private final MaxentTrainer trainer = new MaxentTrainer(new MaxentOptions(1e-3, 1e-12, 200), 1);

    @ParameterizedTest(name = "{0} in a pool of {1}")
    @CsvSource({"ham spam,2", "ham spam,3", "ham spam,5", "ham spam bill,2", "ham spam bill,3", "ham spam bill,5"})
    void givesTheSameBytesInAPoolOfAnySize(String labels, int parallelism) {
        assertThat(trainedInAPoolOf(parallelism, labels.split(" "))).isEqualTo(trainedInAPoolOf(1, labels.split(" ")));
    }

    private byte[] trainedInAPoolOf(int parallelism, String... labels) {
        var extractor = new NgramExtractor(FEATURES);
        // Smile adds up 1,000 messages in order; only beyond them can a pool change the order
        List<Sample> samples = Messages.of(3500, 1, labels).examples().stream()
                .map(each -> Sample.of(each, List.of(labels), extractor)).toList();
        var metadata = new Metadata("test", List.of(labels), 0.5, FEATURES, new TreeMap<>());
        try (var pool = new ForkJoinPool(parallelism)) {
            return pool.submit(() -> trainer.train(samples, metadata)).join();
        }
    }
}
