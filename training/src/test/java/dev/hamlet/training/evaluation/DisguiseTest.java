package dev.hamlet.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Example;
import dev.hamlet.training.dataset.Messages;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DisguiseTest {

    private static final String PROSE = "The quick brown fox jumps over the lazy dog "
            + "while SEVEN wizards mixed a JUG of quiet poison ";
    private static final String LONG = PROSE.repeat(200);
    private static final String LINKS = "Text WIN to 80086 or 0909 879 0123, see http://Win.example.com/a?b=Cde, "
            + "prize.example.org/now and luck@win.example.net today";
    /** A clown, an unpaired surrogate of each kind, a letter beyond the BMP, a mark, nothing to read, and no words. */
    private static final List<String> ODD = List.of("free \uD83E\uDD21 money", "a\uD83Eb\uDD21c word",
            "\uD801\uDC00\uD801\uDC01\uD801\uDC02\uD801\uDC03\uD801\uDC04",
            "cafe\u0301 latte\u0301", " ", "", "!?", "straße ŉ İzmir");

    static List<Disguise> all() {
        return Disguise.all(Messages.hamAndSpam(200, 1), "ham");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void givesTheSameTextForASeed(Disguise disguise) {
        assertThat(IntStream.range(0, 20)).allSatisfy(seed -> assertThat(
                disguise.apply(LINKS + PROSE, new Random(seed)))
                .isEqualTo(disguise.apply(LINKS + PROSE, new Random(seed))));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"LEET", "HOMOGLYPHS_HALF", "HOMOGLYPHS_ALL", "ZERO_WIDTH", "TYPOS"})
    void givesOtherTextsForOtherSeeds(Spelling spelling) {
        assertThat(IntStream.range(0, 10).mapToObj(seed -> spelling.apply(PROSE, new Random(seed))))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void changesAnyProse(Disguise disguise) {
        assertThat(disguise.apply(PROSE, new Random(1))).isNotEqualTo(PROSE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void partsNoSurrogatePair(Disguise disguise) {
        for (String text : ODD) {
            for (int seed = 0; seed < 50; seed++) {
                assertThat(unpaired(disguise.apply(text, new Random(seed)))).as(text).isEqualTo(unpaired(text));
            }
        }
    }

    private static long unpaired(String text) {
        return text.codePoints().filter(c -> Character.getType(c) == Character.SURROGATE).count();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"LEET", "HOMOGLYPHS_HALF", "HOMOGLYPHS_ALL", "ZERO_WIDTH", "SPACED", "TYPOS"})
    void leavesWhatMustBeTypedOrPressed(Spelling spelling) {
        for (int seed = 0; seed < 50; seed++) {
            String disguised = spelling.apply(LINKS, new Random(seed));

            assertThat(disguised).contains("80086", "http://Win.example.com/a?b=Cde,", "prize.example.org/now",
                    "luck@win.example.net");
            assertThat(disguised.replaceAll("\\s+", " ")).contains("0909 879 0123");
        }
    }

    @Test
    void writesFourInTenLettersAsDigitsOrSymbols() {
        String leet = Spelling.LEET.apply(LONG, new Random(1));

        assertThat(changed(LONG, leet, c -> "abegilostzABEGILOSTZ".indexOf(c) >= 0)).isCloseTo(0.4, within(0.02));
        assertThat(changed(LONG, leet, c -> "abegilostzABEGILOSTZ".indexOf(c) < 0)).isZero();
        assertThat(leet.chars()).allMatch(c -> c < 0x80);
        assertThat(leet).contains("0", "1", "!", "3", "4", "@", "5", "$", "7");
    }

    @Test
    void writesHalfOfTheLettersInAnotherScript() {
        assertThat(changed(LONG, Spelling.HOMOGLYPHS_HALF.apply(LONG, new Random(1)), Character::isLetter))
                .isCloseTo(0.5, within(0.02));
    }

    @Test
    void writesAllLettersInAnotherScript() {
        String letters = "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789";
        String doubles = Spelling.HOMOGLYPHS_ALL.apply(letters, new Random(1));

        assertThat(doubles.chars().filter(Character::isLetter)).hasSize(52).allMatch(c -> c >= 0x80)
                .allMatch(c -> Stream.of(Character.UnicodeScript.CYRILLIC, Character.UnicodeScript.GREEK,
                        Character.UnicodeScript.ARMENIAN, Character.UnicodeScript.CHEROKEE)
                        .anyMatch(script -> script == Character.UnicodeScript.of(c)));
        assertThat(doubles).hasSameSizeAs(letters).endsWith(" 0123456789");
        assertThat(Normalizer.normalize(doubles, Normalizer.Form.NFKC)).isEqualTo(doubles);
    }

    @Test
    void drawsEachDoubleOfALetter() {
        Stream<String> doubles = IntStream.range(0, 50)
                .mapToObj(seed -> Spelling.HOMOGLYPHS_ALL.apply("o", new Random(seed)));

        assertThat(doubles.collect(Collectors.toSet())).containsExactlyInAnyOrder("\u043E", "\u03BF", "\u0585");
    }

    @Test
    void hidesACharacterAfterThreeInTenLetters() {
        String hidden = Spelling.ZERO_WIDTH.apply(LONG, new Random(1));
        double letters = LONG.chars().filter(Character::isLetter).count();

        assertThat((hidden.length() - LONG.length()) / letters).isCloseTo(0.3, within(0.02));
        assertThat(hidden.replaceAll("\\p{Cf}", "")).isEqualTo(LONG);
        assertThat(hidden).contains("\u200B", "\u200C", "\u200D", "\u2060", "\uFEFF");
    }

    @Test
    void partsTheLettersOfWords() {
        assertThat(Spelling.SPACED.apply("WIN big\u00A0cash, \t call 0909 879 0123 or 4u!", new Random(1))).isEqualTo(
                "W I N   b i g\u00A0c a s h,   c a l l   0909   879   0123   o r   4u!");
    }

    @Test
    void joinsPartedWordsAgain() {
        String spaced = Spelling.SPACED.apply(PROSE, new Random(1));

        assertThat(spaced.replaceAll("(?<=\\S) (?=\\S)", "").replace("   ", " ")).isEqualTo(PROSE);
    }

    @Test
    void putsOneTypoInHalfOfTheLongerWords() {
        String[] words = LONG.split(" ", -1);
        String[] typos = Spelling.TYPOS.apply(LONG, new Random(1)).split(" ", -1);
        int[] longer = IntStream.range(0, words.length).filter(i -> words[i].length() >= 4).toArray();

        assertThat(typos).hasSameSizeAs(words);
        assertThat(Arrays.stream(longer).filter(i -> !words[i].equals(typos[i])).count() / (double) longer.length)
                .isCloseTo(0.5, within(0.02));
        assertThat(IntStream.range(0, words.length)).allSatisfy(i -> {
            assertThat(typos[i].length()).isBetween(words[i].length() - 1, words[i].length() + 1);
            if (words[i].length() < 4) {
                assertThat(typos[i]).isEqualTo(words[i]);
            }
        });
    }

    @Test
    void makesEachKindOfTypo() {
        String typos = Spelling.TYPOS.apply("Cash ".repeat(500), new Random(1));

        assertThat(typos.split(" ", -1)).contains("aCsh", "Csah", "ash", "Csh", "CCash", "Cassh", "Xash",
                "Vash", "Cssh", "Cash").doesNotContain("Casj", "Casg");
    }

    @Test
    void writesCapitalsInAnyCountry() {
        Locale locale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.of("tr", "TR"));
            assertThat(Spelling.UPPER_CASE.apply("win a straße at http://win.example", new Random(1))).isEqualTo(
                    "WIN A STRASSE AT HTTP://WIN.EXAMPLE");
        } finally {
            Locale.setDefault(locale);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"FULL_WIDTH", "MATHEMATICAL_BOLD"})
    void isUndoneByCompatibilityComposition(Spelling spelling) {
        String disguised = spelling.apply(LINKS, new Random(1));

        assertThat(disguised.codePoints().filter(Character::isLetterOrDigit)).allMatch(c -> c >= 0x80);
        assertThat(Normalizer.normalize(disguised, Normalizer.Form.NFKC)).isEqualTo(LINKS);
    }

    @Test
    void strikesEveryCharacterThrough() {
        String struck = Spelling.STRIKE_THROUGH.apply("a \uD83E\uDD21", new Random(1));

        assertThat(struck).isEqualTo("a\u0336 \u0336\uD83E\uDD21\u0336");
    }

    @Test
    void appendsFifteenWordsThatAreTypicalOfHam() {
        Dataset train = dataset(30, "ham", "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima "
                + "mike november oscar papa quebec and the", "spam", "prize cash and the");
        String disguised = Disguise.goodWords(train, "ham").apply("Win now", new Random(1));

        assertThat(disguised).startsWith("Win now ");
        assertThat(disguised.substring(8).split(" ", -1)).hasSize(15).doesNotHaveDuplicates()
                .doesNotContain("and", "the", "prize", "cash");
    }

    @Test
    void prefersWordsByTheirOdds() {
        Dataset train = Dataset.concat(List.of(dataset(20, "ham", "always", "spam", "never"),
                dataset(10, "ham", "Often", "spam", "never"), dataset(10, "ham", "mixed", "spam", "mixed"),
                dataset(4, "ham", "rarely", "spam", "rarely2"), dataset(5, "ham", "fewtimes", "spam", "never")));

        assertThat(GoodWords.of(train, "ham").words()).containsExactly("always", "often", "fewtimes");
        assertThat(GoodWords.of(train, "spam").words()).containsExactly("never");
    }

    @Test
    void appendsNothingWhereNoWordIsFrequentEnough() {
        Disguise none = Disguise.goodWords(dataset(4, "ham", "hi", "spam", "yo"), "ham");

        assertThat(none.apply("Win now", new Random(1))).isEqualTo("Win now ");
    }

    /** As many messages of each label. */
    private static Dataset dataset(int each, String label, String text, String otherLabel, String otherText) {
        return new Dataset(IntStream.range(0, each).boxed().flatMap(i -> Stream.of(
                new Example("test:1", label, text), new Example("test:2", otherLabel, otherText))).toList());
    }

    @Test
    void namesEachDisguise() {
        assertThat(all()).extracting(Disguise::name).doesNotHaveDuplicates().hasSize(11).allMatch(
                Pattern.compile("[A-Z]+(_[A-Z]+)*").asMatchPredicate());
    }

    /** Of the characters that {@code which} takes, the share that differs; both texts are of one length. */
    private static double changed(String text, String disguised, IntPredicate which) {
        assertThat(disguised).hasSameSizeAs(text);
        int[] candidates = IntStream.range(0, text.length()).filter(i -> which.test(text.charAt(i))).toArray();
        return Arrays.stream(candidates).filter(i -> text.charAt(i) != disguised.charAt(i)).count()
                / (double) candidates.length;
    }
}
