package dev.hamlet.training.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.feature.Vocabulary;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocabularyBuilderTest {

    private static final int[] FINGERPRINTS = {-3, 7, 9, 11};
    private static final int[] COUNTS = {2, 3, 1, 1};

    @ParameterizedTest(name = "in {0} messages, at most {1}: {2}")
    @CsvSource({"1, 9, -3 7 9 11", "2, 9, -3 7", "3, 9, 7", "4, 9, ''", "1, 1, 7", "1, 3, -3 7 9", "3, 2, 7"})
    void keepsTheMostFrequentOfWhatStandsInEnoughMessages(int minMessages, int maxFeatures, String kept) {
        List<Integer> expected = kept.isEmpty()
                ? List.of()
                : Arrays.stream(kept.split(" ")).map(Integer::valueOf).toList();

        assertThat(
                known(VocabularyBuilder.build(FINGERPRINTS, COUNTS, new VocabularyOptions(minMessages, maxFeatures))))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Property(tries = 300)
    void findsWhatSortingFinds(@ForAll @Size(max = 30) List<@IntRange(min = 1, max = 6) Integer> counts,
            @ForAll @IntRange(min = 1, max = 6) int minMessages,
            @ForAll @IntRange(min = 1, max = 12) int maxFeatures) {
        int[] fingerprints = IntStream.rangeClosed(1, counts.size()).toArray();
        List<Integer> expected = IntStream.of(fingerprints).boxed().filter(each -> counts.get(each - 1) >= minMessages)
                .sorted(Comparator.comparing((Integer each) -> counts.get(each - 1), Collections.reverseOrder()))
                .limit(maxFeatures).toList();

        assertThat(known(VocabularyBuilder.build(fingerprints, counts.stream().mapToInt(Integer::intValue).toArray(),
                new VocabularyOptions(minMessages, maxFeatures)))).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<Integer> known(Vocabulary vocabulary) {
        return Arrays.stream(vocabulary.slots()).filter(slot -> slot != Vocabulary.NONE).boxed().toList();
    }
}
