package dev.hamlet.training.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.feature.FeatureOptions;
import dev.hamlet.feature.NgramExtractor;
import dev.hamlet.model.LogLinear;
import dev.hamlet.training.dataset.Messages;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smile.classification.LogisticRegression;
import smile.classification.SparseLogisticRegression;
import smile.data.SampleInstance;
import smile.data.SparseDataset;
import smile.util.SparseArray;

class SparseLogisticRegressionTrainerTest {

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"NONE,ham spam", "NONE,ham spam bill", "LOG_COUNT_RATIO,ham spam", "LOG_COUNT_RATIO,ham spam bill"})
    void saysOfPresenceWhatSmileSaysOfScaledFeatures(Scaling scaling, String labels) {
        TrainingSet set = new Corpus(Messages.of(150, 1, labels.split(" ")), List.of(labels.split(" ")),
                new NgramExtractor(new FeatureOptions(1, 2, 3)), new VocabularyOptions(2, VocabularyOptions.ALL)).all();
        LogLinear ours = new SparseLogisticRegressionTrainer(
                new SparseLogisticRegressionOptions(1, 1e-9, 500, scaling, 1)).fit(set);
        double[] values = new double[set.dimension()];
        Arrays.fill(values, 1);
        SparseArray[] messages = scaled(set, scaling == Scaling.NONE ? values : new LogCountRatio(1).of(set));
        SparseLogisticRegression theirs = fit(set, messages);

        for (int i = 0; i < messages.length; i++) {
            double[] expected = new double[set.labelCount()];
            double[] found = new double[set.labelCount()];
            theirs.predict(messages[i], expected);
            ours.predict(set.vectors()[i], set.vectors()[i].length, found);
            assertThat(found).containsExactly(expected, within(1e-6));
        }
    }

    private static SparseArray[] scaled(TrainingSet set, double[] values) {
        return Arrays.stream(set.vectors()).map(ids -> {
            var message = new SparseArray(ids.length);
            Arrays.stream(ids).forEach(id -> message.append(id, values[id]));
            return message;
        }).toArray(SparseArray[]::new);
    }

    private static SparseLogisticRegression fit(TrainingSet set, SparseArray... messages) {
        List<SampleInstance<SparseArray, Integer>> instances = IntStream.range(0, messages.length)
                .mapToObj(i -> new SampleInstance<>(messages[i], set.labels()[i])).toList();
        return SparseLogisticRegression.fit(new SparseDataset<>(instances, set.dimension()),
                new LogisticRegression.Options(1, 1e-9, 500));
    }
}
