package dev.hamlet.training.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.feature.Vocabulary;
import dev.hamlet.training.dataset.Example;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocabularyBuilderTest {

    private static final List<Sample> SAMPLES = List.of(sample(7, -3, 9), sample(-3, 7), sample(7, 11));

    @ParameterizedTest(name = "in {0} messages: {1}")
    @CsvSource({"1, -3 7 9 11", "2, -3 7", "3, 7", "4, ''"})
    void keepsWhatStandsInEnoughMessages(int minMessages, String kept) {
        List<Integer> expected = kept.isEmpty()
                ? List.of()
                : Arrays.stream(kept.split(" ")).map(Integer::valueOf).toList();

        assertThat(known(VocabularyBuilder.build(SAMPLES, minMessages))).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void doesNotDependOnTheOrderOfTheMessages() {
        assertThat(VocabularyBuilder.build(SAMPLES.reversed(), 1).slots()).isEqualTo(
                VocabularyBuilder.build(SAMPLES, 1).slots());
    }

    @Property(tries = 300)
    void findsWhatCountingFinds(
            @ForAll @Size(max = 30) List<@Size(max = 10) Set<@IntRange(min = 1, max = 20) Integer>> messages,
            @ForAll @IntRange(min = 1, max = 6) int minMessages) {
        List<Integer> all = messages.stream().flatMap(Set::stream).toList();
        Set<Integer> expected = new HashSet<>(all);
        expected.removeIf(fingerprint -> Collections.frequency(all, fingerprint) < minMessages);
        List<Sample> samples = messages.stream()
                .map(each -> sample(each.stream().mapToInt(Integer::intValue).toArray()))
                .toList();

        assertThat(known(VocabularyBuilder.build(samples, minMessages))).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<Integer> known(Vocabulary vocabulary) {
        return Arrays.stream(vocabulary.slots()).filter(slot -> slot != Vocabulary.NONE).boxed().toList();
    }

    private static Sample sample(int... fingerprints) {
        return new Sample(new Example("test:1", "ham", "a"), 0, fingerprints);
    }
}
