package dev.hamlet.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FeatureSetTest {

    private static final NgramExtractor WORDS = new NgramExtractor(new FeatureOptions(1, 1, 0));
    private static final NgramExtractor ALL = new NgramExtractor(new FeatureOptions(2, 2, 5));

    @Test
    void givesKnownNgramsOnceInOrderOfTheirFirstOccurrence() {
        Vocabulary vocabulary = vocabulary(WORDS, "free prize now");

        assertThat(ids(WORDS, vocabulary, "now or now: free FREE now prize?")).containsExactly(id(vocabulary, "now"),
                id(vocabulary, "free"), id(vocabulary, "prize"));
    }

    @Test
    void givesNothingForUnknownOrEmptyText() {
        Vocabulary vocabulary = vocabulary(WORDS, "free prize now");

        assertThat(ids(WORDS, vocabulary, "")).isEmpty();
        assertThat(ids(WORDS, vocabulary, " \u200B ")).isEmpty();
        assertThat(ids(WORDS, vocabulary, "something else")).isEmpty();
        assertThat(ids(WORDS, Vocabulary.of(new int[0]), "free")).isEmpty();
    }

    @Property
    void givesTheSetOfKnownNgramsInOrder(@ForAll String text, @ForAll String known) {
        Vocabulary vocabulary = vocabulary(ALL, known);
        Set<Integer> expected = new LinkedHashSet<>();
        for (int fingerprint : fingerprints(ALL, text)) {
            if (vocabulary.indexOf(fingerprint) >= 0) {
                expected.add(vocabulary.indexOf(fingerprint));
            }
        }

        assertThat(ids(ALL, vocabulary, text)).containsExactlyElementsOf(expected);
    }

    @Test
    void holdsManyFeatures() {
        var text = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            text.append((char) ('\u4E00' + i)).append(' ');
        }
        Vocabulary vocabulary = vocabulary(ALL, text.toString());

        assertThat(ids(ALL, vocabulary, text.toString())).hasSize(vocabulary.size()).doesNotHaveDuplicates();
    }

    private static int id(Vocabulary vocabulary, String word) {
        return vocabulary.indexOf(fingerprints(WORDS, word).getFirst());
    }

    private static List<Integer> ids(NgramExtractor extractor, Vocabulary vocabulary, String text) {
        var features = new FeatureSet(extractor, vocabulary);
        // what was read before leaves nothing behind
        for (String each : List.of("free prize now \u4E00", text)) {
            features.read(each);
        }
        return IntStream.of(features.toArray()).boxed().toList();
    }

    private static Vocabulary vocabulary(NgramExtractor extractor, String text) {
        return Vocabulary.of(fingerprints(extractor, text).stream().mapToInt(Integer::intValue).distinct().toArray());
    }

    private static List<Integer> fingerprints(NgramExtractor extractor, String text) {
        List<Integer> found = new ArrayList<>();
        extractor.extract(NormalizedText.of(text), (fingerprint, start, end) -> found.add(fingerprint));
        return found;
    }
}
