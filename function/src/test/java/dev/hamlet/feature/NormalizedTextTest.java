package dev.hamlet.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalizedTextTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void bringsTextIntoOneForm(String what, String text, String normalized) {
        assertThat(NormalizedText.of(text)).hasToString(normalized);
    }

    static List<Arguments> forms() {
        return List.of(arguments("lower case", "FREE Entry", "free entry"), arguments("umlauts", "ÄÖÜ ẞ", "äöü ß"),
                arguments("digits", "call 0800-17 99", "call 0000-00 00"), arguments("Arabic digits", "٣٤ ۵", "00 0"),
                arguments("digits beyond the BMP", "𝟏𝟐", "00"), arguments("full width", "ＦＲＥＥ！１", "free!0"),
                arguments("ligature", "ﬁne", "fine"), arguments("superscript", "x²", "x0"),
                arguments("fraction", "½", "0⁄0"), arguments("long ligature", "ﷺ", "صلى الله عليه وسلم"),
                arguments("mathematical letters", "𝓕𝓻𝓮𝓮", "free"), arguments("circled letters", "Ⓕⓡⓔⓔ", "free"),
                arguments("composed", "é", "é"), arguments("mark after ASCII base", "e\u0301E\u0301", "éé"),
                arguments("two marks", "a\u0323\u0302", "ậ"),
                arguments("marks in the other order", "a\u0302\u0323", "ậ"),
                arguments("mark at the beginning", "\u0301a", "\u0301a"),
                arguments("mark that composes in lower case only", "H\u0331", "ẖ"),
                arguments("mark after a zero-width character", "e\u200B\u0301", "é"),
                arguments("half-width kana with its mark", "ｶﾞ", "ガ"), arguments("dotted capital I", "İ", "i"),
                arguments("dotted capital I and a mark", "İ\u0301", "í"),
                arguments("mark after a soft hyphen", "e\u00AD\u0301", "é"),
                arguments("tag characters", "🏴\uDB40\uDC67\uDB40\uDC7F", "🏴"),
                arguments("zero-width space", "f\u200Br\u200Bee", "free"),
                arguments("soft hyphen", "fr\u00ADee", "free"),
                arguments("byte order mark", "\uFEFFfree", "free"),
                arguments("direction marks", "\u202Efree\u202C", "free"),
                arguments("white space", "  a \t\r\n b  ", "a b"), arguments("no-break space", "a\u00A0b", "a b"),
                arguments("ideographic space", "a\u3000b", "a b"),
                arguments("control characters", "\0a\u0007\u0085b\u007F", "a b"),
                arguments("line separators", "a\u2028b\u2029", "a b"),
                arguments("space around zero-width", "a \u200B b", "a b"), arguments("nothing", "", ""),
                arguments("nothing readable", " \u200B\t\0", ""), arguments("emoji", "🎁👍🏽", "🎁👍🏽"),
                arguments("family of emoji", "👩\u200D👧", "👩👧"),
                arguments("keycap", "1\uFE0F\u20E3", "0"),
                arguments("Deseret capital", "𐐀", "𐐨"),
                arguments("unpaired surrogates", "a\uD83D b\uDE00", "a\uD83D b\uDE00"),
                arguments("Hangul of parts", "\u1112\u1161\u11AB", "\u1112\u1161\u11AB"),
                arguments("other scripts", "Привет, Ωμέγα 文", "привет, ωμέγα 文"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("disguises")
    void undoesDisguise(String text, String plain, Set<Obfuscation> undone) {
        NormalizedText normalized = NormalizedText.of(text);

        assertThat(normalized).hasToString(plain);
        assertThat(normalized.undone()).isEqualTo(undone);
    }

    static List<Arguments> disguises() {
        return List.of(disguise("plain words, ok? 10pm gr8 b4", "plain words, ok? 00pm gr0 b0"),
                disguise("fr\u200Bee", "free", Obfuscation.HIDDEN_CHARACTERS),
                disguise("fr\uFE0Fee", "free", Obfuscation.HIDDEN_CHARACTERS),
                disguise("ＦＲＥＥ", "free", Obfuscation.STYLED_LETTERS),
                disguise("𝐟𝐫𝐞𝐞", "free", Obfuscation.STYLED_LETTERS),
                disguise("f\u0336r\u0336e\u0336e\u0336 1\u0336", "free 0", Obfuscation.MARKS),
                disguise("f\u0336 \u0336r\u0336", "f r", Obfuscation.MARKS),
                disguise("f\u0301\u0316\u0342ree", "free", Obfuscation.MARKS),
                disguise("frее", "free", Obfuscation.LOOK_ALIKES),
                disguise("frее саr", "free car", Obfuscation.LOOK_ALIKES),
                disguise("frее сор", "free cop", Obfuscation.LOOK_ALIKES),
                disguise("fre\u0435\u0336", "free", Obfuscation.MARKS, Obfuscation.LOOK_ALIKES),
                disguise("ɡet ɑll", "get all", Obfuscation.LOOK_ALIKES),
                disguise("Νοw αll", "now all", Obfuscation.LOOK_ALIKES),
                disguise("f r e e", "free", Obfuscation.SPACED_LETTERS),
                disguise("f r e e  c a r", "free car", Obfuscation.SPACED_LETTERS),
                disguise("w i n  £ 1 0 0 !", "win £000!", Obfuscation.SPACED_LETTERS),
                disguise("i c u", "i c u"), disguise("a b 12 c d", "a b 00 c d"),
                disguise("f r e \u0435", "free", Obfuscation.LOOK_ALIKES, Obfuscation.SPACED_LETTERS),
                disguise("fr3e", "free", Obfuscation.LEETSPEAK), disguise("c@sh", "cash", Obfuscation.LEETSPEAK),
                disguise("pr1z3!", "prize!", Obfuscation.LEETSPEAK),
                disguise("w!n a pr1z3 c4ll n0w 4m", "win a prize call now am", Obfuscation.LEETSPEAK),
                disguise("hi!you win2day 3rd b4", "hi!you win0day 0rd b0"),
                disguise("9e7 y0ur c4sh pri2e 70d@y, 1000 p0unds", "get your cash pri0e today, 0000 pounds",
                        Obfuscation.LEETSPEAK),
                disguise("call 08712300220", "call 00000000000"), disguise("me@example.com", "me@example.com"));
    }

    private static Arguments disguise(String text, String plain, Obfuscation... undone) {
        return arguments(text, plain, Set.of(undone));
    }

    /** Everyday sentences; nothing in them is a disguise. */
    @ParameterizedTest
    @ValueSource(strings = {"Привет, как дела? Сор из избы", "Оса ест", "Сегодня SMS и кофе", "Καλημέρα, τι κάνεις;",
        "Ο Νίκος και το iPhone", "नमस्ते, आप कैसे हैं?", "வணக்கம், எப்படி இருக்கிறீர்கள்?", "مرحبا كيف حالك",
        "שלום, מה נשמע?", "你好，iPhone很好", "明日iPhoneを買う", "안녕하세요", "สวัสดีครับ", "Güneş ışığı çok güzel",
        "Tôi không hiểu",
        "Übergröße für 5€", "þetta er gott", "Ծննդյան տոն"})
    void leavesLanguagesAsTheyAre(String text) {
        assertThat(NormalizedText.of(text).undone()).isEmpty();
        assertThat(NormalizedText.of(text)).hasToString(
                Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).replaceAll("\\d", "0"));
    }

    @Test
    void looksAtThirtyMarksOfALetter() {
        assertThat(NormalizedText.of("e" + "\u0301".repeat(9_000) + "x")).hasToString("éx");
    }

    @Test
    void isTheSameWhateverTheDefaultLocale() {
        Locale before = Locale.getDefault();
        try {
            for (String tag : List.of("tr-TR", "az", "lt", "ar-EG", "th-TH-u-nu-thai")) {
                Locale.setDefault(Locale.forLanguageTag(tag));

                assertThat(NormalizedText.of("IİIŞTANBUL TITLE 123")).as(tag).hasToString("iiiştanbul title 000");
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @MethodSource("waysBack")
    void knowsTheWayBack(String text, List<Integer> origins) {
        NormalizedText normalized = NormalizedText.of(text);

        assertThat(origins).hasSize(normalized.length() + 1);
        for (int i = 0; i <= normalized.length(); i++) {
            assertThat(normalized.origin(i)).as("origin of %d", i).isEqualTo(origins.get(i));
        }
    }

    static List<Arguments> waysBack() {
        return List.of(arguments("abc", List.of(0, 1, 2, 3)), arguments("  a  b ", List.of(2, 3, 5, 6)),
                arguments("e\u0301a", List.of(0, 2, 3)), arguments("ﬁx", List.of(0, 0, 1, 2)),
                arguments("\u200Ba\u200Bb", List.of(1, 3, 4)), arguments("🎁x", List.of(0, 0, 2, 3)),
                arguments("𝓕", List.of(0, 2)), arguments("", List.of(0)), arguments("a \u200B", List.of(0, 1)),
                arguments("a\u0301 \u00A0", List.of(0, 2)));
    }

    @Property
    void originsAscendWithinTheOriginal(@ForAll("texts") String text) {
        NormalizedText normalized = NormalizedText.of(text);

        int before = 0;
        for (int i = 0; i <= normalized.length(); i++) {
            assertThat(normalized.origin(i)).isBetween(before, text.length());
            before = normalized.origin(i);
        }
    }

    @Property
    void hasSingleSpacesBetweenWordsOnly(@ForAll("texts") String text) {
        assertThat(NormalizedText.of(text).toString()).doesNotStartWith(" ").doesNotEndWith(" ").doesNotContain("  ")
                .doesNotContainPattern("[\\p{Cc}\\p{Zl}\\p{Zp}\u00A0\u3000]").doesNotContainPattern("\\p{Cf}")
                .doesNotContainPattern("[1-9A-Z]");
    }

    @Property(tries = 5_000)
    void changesNothingWhenItNormalizesAgain(@ForAll("texts") String text) {
        String normalized = NormalizedText.of(text).toString();
        NormalizedText again = NormalizedText.of(normalized);

        // a digit that stood for nothing may be a zero that stands for an o, and a ligature's parts may look Latin
        Assume.that(again.undone().isEmpty());
        assertThat(again).hasToString(normalized);
    }

    @Property
    void readsASpaceAroundTextAsNone(@ForAll("texts") String text) {
        assertThat(NormalizedText.of("\t" + text.strip() + " \n"))
                .hasToString(NormalizedText.of(text.strip()).toString());
    }

    @Property(tries = 5_000)
    void isBlankWhenNothingIsLeft(@ForAll("texts") String text) {
        assertThat(NormalizedText.isBlank(text)).isEqualTo(NormalizedText.of(text).length() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "🎁", "e\u0301", "ﷺ", " ", "\u200B", "\u0301\u0323", "!", "a@", "a!", "1@a "})
    void normalizesLongTexts(String part) {
        NormalizedText normalized = NormalizedText.of(part.repeat(10_000));

        assertThat(NormalizedText.of(normalized.toString())).hasToString(normalized.toString());
        assertThat(normalized.origin(normalized.length())).isLessThanOrEqualTo(part.length() * 10_000);
    }

    /** Any text, and texts of what is apt to meet: bases, marks, format characters, spaces, compatibility characters. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> apt = Arbitraries.of("a", "H", "e", "İ", "I", "1", "²", " ", "\t", "\u00A0", "\u200B",
                "\u200D",
                "\u00AD", "\u0301", "\u0307", "\u0323", "\u0331", "\u030C", "\u20E3", "\uFE0F", "\u3099", "カ", "ｶ", "ﾞ",
                "ﾟ",
                "é", "ÿ", "ﬁ", "½", "´", "\u1112", "\u1161", "\u11AB", "가", "ﷺ", "🎁", "🏽", "\uD83D", "\uDE00", "Ω",
                "\u0345",
                "ς", "Σ", "ß", "ẞ", "𝓕", "𝟏", "٣", "\u0E33", "\u0F71", "\u0F73", "Ǆ", "ŉ", "\u1E9B\u0323", "\u03D2",
                "\uDB40\uDC67");
        return Arbitraries.oneOf(Arbitraries.strings(), apt.list().ofMaxSize(12).map(parts -> String.join("", parts)));
    }
}
