package dev.hamlet.training.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.feature.FeatureOptions;
import dev.hamlet.model.Explanation;
import dev.hamlet.model.Model;
import dev.hamlet.model.ModelFormatException;
import dev.hamlet.model.ModelReader;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Messages;
import dev.hamlet.training.evaluation.ConfusionMatrix;
import dev.hamlet.training.evaluation.Scored;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every trainer promises: on two labels and three, anywhere, of any message. */
class EveryTrainerTest {

    private static final String[] TWO = {"ham", "spam"};
    private static final String[] THREE = {"ham", "spam", "bill"};
    private static final List<String> STRANGE = List.of("x", "🎁🎉🔥", "…", "zzz qqq", "free ".repeat(2000),
            "y".repeat(10_000));

    static Stream<ClassifierOptions> trainers() {
        var maxent = new MaxentOptions(0.1, 1e-5, 100);
        var scaled = new SparseLogisticRegressionOptions(1, 1e-4, 100, Scaling.LOG_COUNT_RATIO, 1);
        return Stream.of(maxent, scaled, new SparseLogisticRegressionOptions(1, 1e-4, 100, Scaling.NONE, 1),
                new LinearSvmOptions(0.1, 1e-3, 100, Scaling.LOG_COUNT_RATIO, 1),
                new NaiveBayesOptions(NaiveBayesOptions.Model.MULTINOMIAL, 0.1),
                new NaiveBayesOptions(NaiveBayesOptions.Model.BERNOULLI, 0.1),
                new NaiveBayesOptions(NaiveBayesOptions.Model.COMPLEMENT, 0.1), new RandomForestOptions(20, 20, 1),
                new EnsembleOptions(List.of(maxent, scaled)));
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void learnsTwoLabels(ClassifierOptions options) {
        assertThat(mcc(read(trained(options, 2, TWO)), TWO)).isGreaterThan(0.75);
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void learnsThreeLabels(ClassifierOptions options) {
        Model model = read(trained(options, 2, THREE));

        assertThat(model.metadata().labels()).containsExactly(THREE);
        assertThat(mcc(model, THREE)).isGreaterThan(0.75);
        assertThat(model.predict("your invoice is ready, amount due").label()).isEqualTo("bill");
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void saysProbabilities(ClassifierOptions options) {
        Model model = read(trained(options, 2, TWO));
        Dataset heldOut = Messages.of(400, 2, TWO);
        double meanScore = heldOut.examples().stream().mapToDouble(each -> model.predict(each.text()).score()).average()
                .orElseThrow();

        assertThat(meanScore).as("mean score where half is spam").isCloseTo(0.5, within(0.06));
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void givesTheSameBytesInAnotherCountryOnOtherThreads(ClassifierOptions options) {
        byte[] here = trained(options, 1, TWO);
        byte[] three = trained(options, 1, THREE);
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.of("tr", "TR"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertThat(trained(options, 3, TWO)).isEqualTo(here);
            assertThat(trained(options, 3, THREE)).isEqualTo(three);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void answersAnyMessageAndExplainsIt(ClassifierOptions options) {
        for (String[] labels : List.of(TWO, THREE)) {
            Model model = read(trained(options, 2, labels));
            assertThat(STRANGE).allSatisfy(text -> {
                Explanation explanation = model.explain(text);
                assertThat(model.predict(text).score()).isBetween(0.0, 1.0);
                assertThat(model.predict(text).label()).isIn((Object[]) labels);
                assertThat(explanation.logit()).isFinite();
                if (labels.length == 2) {
                    assertThat(1 / (1 + Math.exp(-explanation.logit())))
                            .isCloseTo(model.predict(text).score(), within(1e-9));
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("trainers")
    void answersWhereThereIsNoFeature(ClassifierOptions options) {
        for (String[] labels : List.of(TWO, THREE)) {
            Model model = read(trained(options, new VocabularyOptions(1000, VocabularyOptions.ALL), 2, labels));
            assertThat(model.featureCount()).isZero();
            assertThat(model.predict("WIN A FREE PRIZE").score()).isCloseTo(1.0 / labels.length, within(0.02));
        }
    }

    private static byte[] trained(ClassifierOptions options, int threads, String... labels) {
        return trained(options, new VocabularyOptions(2, VocabularyOptions.ALL), threads, labels);
    }

    private static byte[] trained(ClassifierOptions options, VocabularyOptions vocabulary, int threads,
            String... labels) {
        var all = new TrainerOptions(new FeatureOptions(2, 2, 4), vocabulary, options,
                new ThresholdOptions(3, 1, 0.05), 111);
        return new Trainer(all, threads, () -> {}).train("test", List.of(labels), Messages.of(120, 1, labels),
                new TreeMap<>());
    }

    private static double mcc(Model model, String... labels) {
        List<Scored> scored = Messages.of(200, 2, labels).examples().stream().map(each -> Scored.of(model, each))
                .toList();
        return ConfusionMatrix.of(scored, List.of(labels)).mcc();
    }

    private static Model read(byte[] bytes) {
        try {
            return ModelReader.read(bytes, "test");
        } catch (ModelFormatException e) {
            throw new AssertionError(e);
        }
    }
}
