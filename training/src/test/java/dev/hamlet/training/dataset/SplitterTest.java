package dev.hamlet.training.dataset;

import static dev.hamlet.training.dataset.Texts.dataset;
import static dev.hamlet.training.dataset.Texts.ham;
import static dev.hamlet.training.dataset.Texts.spam;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SplitterTest {

    @Property(tries = 200)
    void putsEveryExampleOnOneSideInOrder(@ForAll("datasets") Dataset dataset, @ForAll long seed) {
        Split split = Splitter.split(dataset, new SplitOptions(0.2, seed));

        assertThat(split.train().examples()).isSortedAccordingTo(byLine()).doesNotContainAnyElementsOf(
                split.test().examples());
        assertThat(split.test().examples()).isSortedAccordingTo(byLine());
        assertThat(Dataset.concat(List.of(split.train(), split.test())).examples())
                .containsExactlyInAnyOrderElementsOf(dataset.examples());
    }

    @Property(tries = 200)
    void leaksNoMessage(@ForAll("datasets") Dataset dataset, @ForAll long seed) {
        assertThat(commonKeys(Splitter.split(dataset, new SplitOptions(0.2, seed)))).isEmpty();
    }

    @Property(tries = 200)
    void leaksNoMessageBetweenFolds(@ForAll("datasets") Dataset dataset, @ForAll long seed) {
        assertThat(Splitter.folds(dataset, 4, seed)).allSatisfy(fold -> assertThat(commonKeys(fold)).isEmpty());
    }

    @Property(tries = 200)
    void holdsOutTheRatioOfEachLabelWithinOneGroup(@ForAll("unambiguous") Dataset dataset,
            @ForAll @DoubleRange(min = 0.1, max = 0.9) double ratio, @ForAll long seed) {
        Split split = Splitter.split(dataset, new SplitOptions(ratio, seed));

        for (String label : dataset.labels()) {
            double missing = ratio * count(dataset, label) - count(split.test(), label);
            assertThat(missing).isBetween(-0.5, largestGroup(dataset, label) - 0.5);
        }
    }

    @Property(tries = 200)
    void holdsOutEachExampleInOneFold(@ForAll("datasets") Dataset dataset, @ForAll @IntRange(min = 2, max = 6) int k,
            @ForAll long seed) {
        List<Split> folds = Splitter.folds(dataset, k, seed);

        assertThat(folds).hasSize(k);
        assertThat(folds.stream().flatMap(fold -> fold.test().examples().stream()))
                .containsExactlyInAnyOrderElementsOf(dataset.examples());
        assertThat(folds).allSatisfy(
                fold -> assertThat(fold.train().size() + fold.test().size()).isEqualTo(dataset.size()));
    }

    @Property(tries = 200)
    void foldsDifferByOneGroupOfEachLabelAtMost(@ForAll("unambiguous") Dataset dataset, @ForAll long seed) {
        List<Split> folds = Splitter.folds(dataset, 3, seed);

        for (String label : dataset.labels()) {
            var counts = folds.stream().mapToLong(fold -> count(fold.test(), label)).summaryStatistics();
            assertThat(counts.getMax() - counts.getMin()).isLessThanOrEqualTo(largestGroup(dataset, label));
        }
    }

    @Property(tries = 20)
    void dividesTheSameWayForTheSameSeed(@ForAll("datasets") Dataset dataset, @ForAll long seed) {
        SplitOptions options = new SplitOptions(0.2, seed);

        assertThat(Splitter.split(dataset, options)).isEqualTo(Splitter.split(dataset, options));
        assertThat(Splitter.folds(dataset, 3, seed)).isEqualTo(Splitter.folds(dataset, 3, seed));
    }

    /** Fails when the algorithm changes: models trained before would no longer be reproducible. */
    @Test
    void dividesAsItAlwaysDid() {
        Split split = Splitter.split(twentyWords(), new SplitOptions(0.2, 111));

        assertThat(split.test().examples()).extracting(Example::text).containsExactly("b", "j", "k", "o");
    }

    @Test
    void dividesAnotherWayForAnotherSeed() {
        assertThat(Splitter.split(twentyWords(), new SplitOptions(0.2, 1)).test()).isNotEqualTo(
                Splitter.split(twentyWords(), new SplitOptions(0.2, 2)).test());
    }

    @Test
    void refusesDataWithoutEnoughDifferentMessages() {
        Dataset dataset = dataset(ham("be"), ham("Be!"), spam("be..."));

        assertThatIllegalArgumentException().isThrownBy(() -> Splitter.split(dataset, new SplitOptions(0.4, 1)))
                .withMessage("expected examples on both sides of a split, found 3 and 0");
    }

    @Test
    void refusesRatioOfOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SplitOptions(1.0, 1))
                .withMessage("expected a test ratio between 0 and 1, found 1.0");
    }

    @Test
    void refusesOneFold() {
        assertThatIllegalArgumentException().isThrownBy(() -> Splitter.folds(twentyWords(), 1, 1))
                .withMessage("expected 2 folds or more, found 1");
    }

    @Provide
    Arbitrary<Dataset> datasets() {
        return Texts.datasets();
    }

    /** Data sets in which a message always has the same label. */
    @Provide
    Arbitrary<Dataset> unambiguous() {
        return Texts.datasets().map(dataset -> {
            Map<DuplicateKey, String> labels = dataset.examples().stream().collect(Collectors.toMap(
                    SplitterTest::key, Example::label, (first, second) -> first));
            return new Dataset(dataset.examples().stream().filter(e -> e.label().equals(labels.get(key(e)))).toList());
        });
    }

    private static Dataset twentyWords() {
        return new Dataset(IntStream.rangeClosed('a', 't')
                .mapToObj(Character::toString)
                .map(text -> text.compareTo("f") < 0 ? spam(text) : ham(text))
                .toList());
    }

    private static DuplicateKey key(Example example) {
        return DuplicateKey.of(example.text());
    }

    private static Set<DuplicateKey> commonKeys(Split split) {
        Set<DuplicateKey> common = new HashSet<>(split.train().examples().stream().map(SplitterTest::key).toList());
        common.retainAll(split.test().examples().stream().map(SplitterTest::key).toList());
        return common;
    }

    private static long count(Dataset dataset, String label) {
        return dataset.examples().stream().filter(e -> e.label().equals(label)).count();
    }

    private static long largestGroup(Dataset dataset, String label) {
        return dataset.examples().stream().filter(e -> e.label().equals(label)).collect(
                Collectors.groupingBy(SplitterTest::key, Collectors.counting())).values().stream().max(
                        Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Comparator<Example> byLine() {
        Function<Example, Integer> line = e -> Integer.valueOf(
                e.id().substring(e.id().indexOf(':') + 1));
        return Comparator.comparing(line);
    }
}
