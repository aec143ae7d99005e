package dev.hamlet.training.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.feature.FeatureOptions;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Example;
import dev.hamlet.training.dataset.Messages;
import dev.hamlet.training.dataset.Split;
import dev.hamlet.training.dataset.Splitter;
import dev.hamlet.training.evaluation.Comparison;
import dev.hamlet.training.trainer.MaxentOptions;
import dev.hamlet.training.trainer.ThresholdOptions;
import dev.hamlet.training.trainer.TrainerOptions;
import dev.hamlet.training.trainer.VocabularyOptions;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TrialTest {

    private static final Dataset MESSAGES = Messages.hamAndSpam(120, 1);
    private static final List<Split> FOLDS = Splitter.folds(MESSAGES, 4, 1);

    private final AtomicInteger models = new AtomicInteger();
    private final Learner learner = new Learner(List.of("ham", "spam"), options(1, 3), 1, models::incrementAndGet);

    @Test
    void testsEachExampleOnceByAModelThatDidNotLearnFromIt() {
        Trial trial = Trial.of(FOLDS, learner, (model, split) -> {});

        assertThat(trial.predictions().examples()).containsExactlyInAnyOrderElementsOf(MESSAGES.examples());
        assertThat(trial.predictions().scored()).extracting("id").containsExactlyElementsOf(
                trial.predictions().examples().stream().map(Example::id).toList());
        assertThat(trial.models()).extracting(UsedModel::examples).containsExactlyElementsOf(
                FOLDS.stream().map(fold -> fold.train().size()).toList());
        assertThat(trial.models()).extracting(UsedModel::version).doesNotHaveDuplicates();
        assertThat(models).hasValue(4);
    }

    @Test
    void learnsFromGrowingPartsThatHoldEachOther() {
        Split split = FOLDS.getFirst();
        LearningCurve curve = LearningCurve.of(split, learner, 1);

        assertThat(curve.points()).hasSizeLessThanOrEqualTo(LearningCurve.models()).hasSizeGreaterThan(3)
                .extracting(LearningCurve.Point::examples).isSorted().endsWith(split.train().size());
        assertThat(curve.points()).extracting(LearningCurve.Point::share).isSorted().endsWith(1.0);
        assertThat(curve.points()).allSatisfy(
                point -> assertThat(point.mcc().value()).isBetween(point.mcc().low(), point.mcc().high()));
        assertThat(LearningCurve.of(split, learner, 1)).isEqualTo(curve);
    }

    @Test
    void leavesOutPartsTooSmallToTrainOn() {
        Split split = new Split(Messages.hamAndSpam(40, 2), MESSAGES);

        assertThat(LearningCurve.of(split, learner, 1).points()).isNotEmpty().extracting(LearningCurve.Point::share)
                .doesNotContain(0.1);
    }

    @Test
    void putsWaysSideBySideOnTheSameExamples() {
        Map<String, TrainerOptions> ways = new LinkedHashMap<>();
        ways.put("words and characters", options(1, 3));
        ways.put("words", options(1, 0));
        var clock = new AtomicLong();
        Map<String, Timing> timings = new HashMap<>();

        SideBySide tried = SideBySide.of(ways, FOLDS, learner, 1, () -> clock.getAndAdd(1_500_000_000), timings);

        assertThat(tried.comparison().rows()).extracting(Comparison.Row::name).containsExactly("words and characters",
                "words");
        assertThat(tried.comparison().rows().getLast().differences()).containsKeys("mcc", "f1", "auc");
        assertThat(tried.modelBytes().keySet()).containsExactly("words and characters", "words");
        assertThat(tried.modelBytes().get("words")).isLessThan(tried.modelBytes().get("words and characters"));
        // The clock moves on by 1.5 s each time that it is read: 4 folds × 1.5 s for 120 messages are 50,000 µs each.
        assertThat(timings.get("words")).isEqualTo(new Timing(1.5, 50_000));
        assertThat(models).hasValue(8);
    }

    @Test
    void triesWhatHasThreeLabels() {
        List<String> labels = List.of("bill", "ham", "spam");
        Dataset messages = Messages.of(120, 1, "bill", "ham", "spam");
        Learner three = new Learner(labels, options(1, 3), 1, () -> {});

        Trial trial = Trial.of(Splitter.folds(messages, 3, 1), three, (model, split) -> {});
        SideBySide tried = SideBySide.of(Map.of("words", options(1, 0)), Splitter.folds(messages, 3, 1), three, 1,
                () -> 0, new HashMap<>());

        assertThat(trial.predictions().examples()).hasSize(120);
        assertThat(tried.comparison().rows().getFirst().figures()).containsOnlyKeys("mcc", "accuracy");
    }

    private static TrainerOptions options(int words, int characters) {
        return new TrainerOptions(new FeatureOptions(words, 2, characters),
                new VocabularyOptions(2, VocabularyOptions.ALL), new MaxentOptions(1, 1e-4, 50),
                new ThresholdOptions(3, 1, 0.05), 1);
    }
}
