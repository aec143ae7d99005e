package dev.hamlet.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NgramExtractorTest {

    /** Letters, digits, marks and what lies beyond the Basic Multilingual Plane; or any one other than a space. */
    private static final Pattern WORD = Pattern
            .compile("(?:[a-z0-9]|[[\\p{L}\\p{Nd}\\p{Mn}\\p{Mc}]&&[^\\x00-\\x7F]]|[\\x{10000}-\\x{10FFFF}]"
                    + "|[\\x{D800}-\\x{DFFF}])+|[^ ]");

    private static final FeatureOptions WORDS = new FeatureOptions(2, 1, 0);

    @Test
    void findsWordsAndPairsOfThem() {
        assertThat(spans("win £0 now!", WORDS)).containsExactly("win", "£", "win £", "0", "£0", "now", "0 now", "!",
                "now!");
    }

    @Test
    void findsCharactersWithTheBoundariesAsSpaces() {
        assertThat(spans("ab", new FeatureOptions(0, 1, 3))).containsExactly(" ", " a", " ab", "a", "ab", "ab ", "b",
                "b ", " ");
    }

    @Test
    void findsWordsBeforeCharacters() {
        assertThat(spans("a b", new FeatureOptions(2, 2, 2))).containsExactly("a", "b", "a b", " a", "a ", " b", "b ");
    }

    @Test
    void findsNothingButTheBoundariesInEmptyText() {
        assertThat(spans("", WORDS)).isEmpty();
        assertThat(spans("", new FeatureOptions(2, 2, 5))).containsExactly("  ");
        assertThat(spans("", new FeatureOptions(2, 3, 5))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"don't, 3", "ไทยนะ, 1", "👍🏽👍, 1", "a-b, 3", "e\u0301a, 1", "भाषा, 1", "a🎁b, 1", "..., 3", "文字, 1",
        "0800, 1", "☎☎, 2"})
    void takesRunsOfLettersMarksDigitsAndEmojiForWords(String text, int words) {
        assertThat(spans(text, new FeatureOptions(1, 1, 0))).hasSize(words);
    }

    @Property
    void findsWhatTheDefinitionSays(@ForAll("texts") String text, @ForAll("options") FeatureOptions options) {
        List<Ngram> expected = naive(NormalizedText.of(text).toString(), options);
        List<Found> found = extract(text, options);

        assertThat(found).hasSameSizeAs(expected);
        Map<Integer, Ngram> ofFingerprint = new HashMap<>();
        Map<List<String>, Integer> ofNgram = new HashMap<>();
        for (int i = 0; i < found.size(); i++) {
            Found each = found.get(i);
            Ngram ngram = expected.get(i);
            assertThat(each.start()).isEqualTo(ngram.start());
            assertThat(each.end()).isEqualTo(ngram.end());
            assertThat(each.fingerprint()).isNotEqualTo(Vocabulary.NONE);
            // equal n-grams have equal fingerprints, and others others
            assertThat(ofFingerprint.computeIfAbsent(each.fingerprint(), first -> ngram).key()).isEqualTo(ngram.key());
            assertThat(ofNgram.computeIfAbsent(ngram.key(), first -> each.fingerprint()))
                    .isEqualTo(each.fingerprint());
        }
    }

    @Test
    void tellsKindsApart() {
        List<Integer> found = extract("a", new FeatureOptions(1, 1, 1)).stream().map(Found::fingerprint).toList();

        // the word "a", then the characters " ", "a" and " "
        assertThat(found).hasSize(4);
        assertThat(found.get(0)).isNotEqualTo(found.get(2));
        assertThat(found.get(1)).isEqualTo(found.get(3));
    }

    /** The kinds were 1 and 3: with the first character changed by 2, a word was the characters of another. */
    @Test
    void tellsAWordFromTheCharactersOfAnother() {
        int word = extract("cat", WORDS).getFirst().fingerprint();

        assertThat(extract("aat", new FeatureOptions(0, 3, 3))).extracting(Found::fingerprint).doesNotContain(word);
    }

    @Test
    void keepsItsFingerprintsFromVersionToVersion() {
        // model files hold them: other values make every one of those useless
        assertThat(extract("free now", WORDS)).extracting(Found::fingerprint).containsExactly(595192259, 1683396615,
                2069010635);
        assertThat(extract("a", new FeatureOptions(0, 2, 3))).extracting(Found::fingerprint)
                .containsExactly(1452365679, 1936842661, 272848662);
    }

    @ParameterizedTest
    @CsvSource({"3, 1, 2, 'word n-grams up to 0, 1 or 2 words', 3",
        "-1, 1, 2, 'word n-grams up to 0, 1 or 2 words', -1",
        "1, 0, 2, character n-grams of at least 1 character, 0",
        "1, 3, 2, character n-grams up to 0 or 3 to 8 characters, 2",
        "1, 3, 9, character n-grams up to 0 or 3 to 8 characters, 9"})
    void refusesOptionsThatThereAreNot(int wordMax, int charMin, int charMax, String expected, int found) {
        assertThatIllegalArgumentException().isThrownBy(() -> new FeatureOptions(wordMax, charMin, charMax))
                .withMessage("expected " + expected + ", found " + found);
    }

    private static List<Found> extract(String text, FeatureOptions options) {
        List<Found> found = new ArrayList<>();
        new NgramExtractor(options).extract(NormalizedText.of(text),
                (fingerprint, start, end) -> found.add(new Found(fingerprint, start, end)));
        return found;
    }

    /** The found n-grams cut out of the text and its boundaries. */
    private static List<String> spans(String text, FeatureOptions options) {
        String padded = " " + NormalizedText.of(text) + " ";
        return extract(text, options).stream().map(found -> padded.substring(found.start() + 1, found.end() + 1))
                .toList();
    }

    /** The definition, written down without a thought for speed. */
    private static List<Ngram> naive(String text, FeatureOptions options) {
        List<Ngram> ngrams = new ArrayList<>();
        List<Ngram> words = WORD.matcher(text).results()
                .map(word -> new Ngram(List.of("word", word.group()), word.start(), word.end())).toList();
        for (int i = 0; i < words.size() && options.wordNgramsMax() > 0; i++) {
            Ngram word = words.get(i);
            ngrams.add(word);
            if (i > 0 && options.wordNgramsMax() > 1) {
                Ngram previous = words.get(i - 1);
                ngrams.add(new Ngram(List.of("pair", previous.key().get(1), word.key().get(1)), previous.start(),
                        word.end()));
            }
        }
        String padded = " " + text + " ";
        for (int start = 0; start < padded.length(); start++) {
            for (int length = options.charNgramsMin(); length <= options.charNgramsMax(); length++) {
                if (start + length <= padded.length()) {
                    ngrams.add(new Ngram(List.of("characters", padded.substring(start, start + length)), start - 1,
                            start - 1 + length));
                }
            }
        }
        return ngrams;
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(30),
                Arbitraries.of("a", "b", "é", "0", " ", ".", "🎁", "\u0301", "文", "'", "ﷺ").list().ofMaxSize(30)
                        .map(parts -> String.join("", parts)));
    }

    @Provide
    Arbitrary<FeatureOptions> options() {
        return Combinators.combine(Arbitraries.integers().between(0, 2), Arbitraries.integers().between(1, 4),
                Arbitraries.integers().between(0, 4)).as(
                        (words, min, more) -> new FeatureOptions(words, min,
                                more == 0 ? 0 : min + more - 1));
    }

    private record Ngram(List<String> key, int start, int end) {}

    private record Found(int fingerprint, int start, int end) {}
}
