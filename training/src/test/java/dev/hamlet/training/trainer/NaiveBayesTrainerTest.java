package dev.hamlet.training.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.feature.FeatureOptions;
import dev.hamlet.feature.NgramExtractor;
import dev.hamlet.model.LogLinear;
import dev.hamlet.training.dataset.Messages;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smile.classification.DiscreteNaiveBayes;
import smile.util.IntSet;

class NaiveBayesTrainerTest {

    @ParameterizedTest(name = "{0}, {2}")
    @CsvSource({"MULTINOMIAL,MULTINOMIAL,ham spam", "MULTINOMIAL,MULTINOMIAL,ham spam bill",
        "BERNOULLI,BERNOULLI,ham spam", "BERNOULLI,BERNOULLI,ham spam bill", "COMPLEMENT,CNB,ham spam",
        "COMPLEMENT,CNB,ham spam bill"})
    void saysWhatSmileSaysOfTheWholeVector(NaiveBayesOptions.Model model, DiscreteNaiveBayes.Model smiles,
            String labels) {
        List<String> names = List.of(labels.split(" "));
        TrainingSet set = new Corpus(Messages.of(150, 1, labels.split(" ")), names,
                new NgramExtractor(new FeatureOptions(1, 2, 0)), new VocabularyOptions(1, VocabularyOptions.ALL)).all();
        LogLinear ours = new NaiveBayesTrainer(new NaiveBayesOptions(model, 0.5)).fit(set);
        int[][] vectors = Arrays.stream(set.vectors()).map(each -> dense(set, each)).toArray(int[][]::new);
        var theirs = new DiscreteNaiveBayes(smiles, names.size(), vectors[0].length, 0.5,
                IntSet.of(names.size()));
        theirs.update(vectors, set.labels());

        for (int i = 0; i < vectors.length; i++) {
            double[] expected = new double[names.size()];
            double[] found = new double[names.size()];
            theirs.predict(vectors[i], expected);
            ours.predict(set.vectors()[i], set.vectors()[i].length, found);
            assertThat(found).containsExactly(expected, within(1e-9));
        }
    }

    private static int[] dense(TrainingSet set, int[] ids) {
        int[] columns = set.featureIds();
        int[] dense = new int[columns.length];
        for (int id : ids) {
            dense[Arrays.binarySearch(columns, id)] = 1;
        }
        return dense;
    }
}
