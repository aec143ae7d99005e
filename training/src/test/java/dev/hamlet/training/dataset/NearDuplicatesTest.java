package dev.hamlet.training.dataset;

import static dev.hamlet.training.dataset.Texts.dataset;
import static dev.hamlet.training.dataset.Texts.ham;
import static dev.hamlet.training.dataset.Texts.spam;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class NearDuplicatesTest {

    @Test
    void comparesFiveCharactersAtATimeWithoutCaseAndWhiteSpace() {
        assertThat(NearDuplicates.grams("  To\t be,\u2003or ")).containsExactlyInAnyOrder("to be", "o be,", " be, ",
                "be, o", "e, or");
        assertThat(NearDuplicates.grams("Be")).containsExactly("be");
    }

    /** abcdefgh and abcdefgi hold four 5-grams each and share three: 3 of 5. One character less and it is 2 of 4, then 1 of 3. */
    @Test
    void callsHalfInCommonNearAndLessNot() {
        assertThat(NearDuplicates.firstOfEach(List.of("abcdefgh", "abcdefgi"))).containsExactly(0, 0);
        assertThat(NearDuplicates.firstOfEach(List.of("abcdefg", "abcdefi"))).containsExactly(0, 0);
        assertThat(NearDuplicates.firstOfEach(List.of("abcdef", "abcdei"))).containsExactly(0, 1);
    }

    @Test
    void joinsWhatANeighbourJoins() {
        List<String> chain = List.of("abcdefghijkl", "efghijklmnop", "cdefghijklmn");

        assertThat(NearDuplicates.firstOfEach(chain.subList(0, 2))).containsExactly(0, 1);
        assertThat(NearDuplicates.firstOfEach(chain)).containsExactly(0, 0, 0);
    }

    @Property(tries = 200)
    void findsWhatComparingAllPairsFinds(@ForAll("texts") List<String> texts) {
        assertThat(NearDuplicates.firstOfEach(texts)).containsExactly(byAllPairs(texts));
    }

    @Property(tries = 100)
    void keepsNearDuplicatesInOneFold(@ForAll("texts") List<String> texts, @ForAll long seed) {
        List<Example> examples = new ArrayList<>(List.of(ham("romeo"), ham("juliet"), spam("tybalt")));
        IntStream.range(0, texts.size()).forEach(i -> examples.add(new Example("test:" + (i + 1),
                i % 3 == 0 ? "spam" : "ham", texts.get(i))));

        for (Split fold : Splitter.folds(new Dataset(examples), 3, seed, Grouping.NEAR_DUPLICATES)) {
            assertThat(fold.test().examples()).noneMatch(held -> fold.train().examples().stream()
                    .anyMatch(known -> jaccard(held.text(), known.text()) >= 0.5));
        }
    }

    @Test
    void dividesCampaignsThatRepeatsAloneWouldNotKeepTogether() {
        Dataset campaign = dataset(spam("win a prize now, call 090 for anna"),
                spam("win a prize now, call 090 for bob"),
                ham("see you at the theatre"), ham("bring the umbrella"));

        assertThat(Splitter.folds(campaign, 2, 1)).anySatisfy(fold -> assertThat(fold.test().labels()).contains("spam"))
                .allSatisfy(fold -> assertThat(fold.train().labels()).contains("spam"));
        assertThat(Splitter.folds(campaign, 2, 1, Grouping.NEAR_DUPLICATES))
                .anySatisfy(fold -> assertThat(fold.train().labels()).doesNotContain("spam"));
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.of("to be ", "or not ", "that is ", "the question ", "ay, ").list().ofMinSize(1).ofMaxSize(5)
                .map(words -> String.join("", words)).list().ofMinSize(3).ofMaxSize(25);
    }

    /** Joins until nothing changes. */
    private static int[] byAllPairs(List<String> texts) {
        int[] first = IntStream.range(0, texts.size()).toArray();
        for (boolean changed = true; changed;) {
            changed = false;
            for (int i = 0; i < first.length; i++) {
                for (int j = 0; j < first.length; j++) {
                    if (first[j] < first[i] && jaccard(texts.get(i), texts.get(j)) >= 0.5) {
                        first[i] = first[j];
                        changed = true;
                    }
                }
            }
        }
        return first;
    }

    private static double jaccard(String one, String other) {
        Set<String> common = new HashSet<>(NearDuplicates.grams(one));
        common.retainAll(NearDuplicates.grams(other));
        Set<String> all = new HashSet<>(NearDuplicates.grams(one));
        all.addAll(NearDuplicates.grams(other));
        return (double) common.size() / all.size();
    }
}
