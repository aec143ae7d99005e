package dev.hamlet.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.training.dataset.Example;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlicingTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"to be, Latin", "быть или не быть, other", "быть or not to be, Latin", "12 34 !?, none", "💀, none",
        "生きるべきか, other", "né, Latin"})
    void tellsTheScriptByMostLetters(String text, String script) {
        assertThat(Slicing.script(text)).isEqualTo(script);
    }

    @ParameterizedTest(name = "{0} characters are {1}")
    @CsvSource({"1, 1–40 characters", "40, 1–40 characters", "41, 41–80 characters", "80, 41–80 characters",
        "81, 81–160 characters", "160, 81–160 characters", "161, over 160 characters"})
    void countsCharactersAndNotUnits(int characters, String band) {
        assertThat(Slicing.length("💀".repeat(characters))).isEqualTo(band);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"see http://elsinore.example, with a link", "WWW.ELSINORE.DK, with a link",
        "go to play.co.uk now, with a link", "Elsinore.COM?, with a link", "so.Come in.Me too, without",
        "I am in.London, without"})
    void findsLinks(String text, String kind) {
        assertThat(kinds("link", "ham\t" + text)).containsExactly(kind);
    }

    @Test
    void judgesEachKindByItself() {
        List<Slice> slices = slices("spam\tcall 1 +", "spam\tcall 2 -", "ham\tcall 3 -", "ham\tcall 4 +",
                "ham\tsleep -",
                "spam\tperchance +");
        Slice digits = slices.stream().filter(each -> each.kind().equals("with digits")).findFirst().orElseThrow();
        Slice none = slices.stream().filter(each -> each.by().equals("digits") && each.kind().equals("without"))
                .findFirst().orElseThrow();

        assertThat(digits.examples()).isEqualTo(4);
        assertThat(digits.positives()).isEqualTo(2);
        assertThat(digits.small()).isTrue();
        assertThat(digits.figures().keySet()).containsExactly("mcc", "recall", "blocked");
        assertThat(digits.figures()).extractingByKeys("recall", "blocked").extracting("value").containsOnly(0.5);
        assertThat(none.figures()).extractingByKeys("mcc", "recall").extracting("value").containsOnly(1.0);
        assertThat(slices).filteredOn(each -> each.by().equals("source")).singleElement()
                .satisfies(each -> assertThat(each.kind()).isEqualTo("a test"));
    }

    @Test
    void leavesOutWhatHasNoMeaningWhereALabelIsMissing() {
        assertThat(slices("ham\tto be -", "ham\tor not +").getFirst().figures().keySet()).containsExactly("blocked");
        assertThat(slices("spam\tto be -", "spam\tor not +").getFirst().figures().keySet()).containsExactly("recall");
    }

    @Test
    void marksFewMessagesOfALabelAsSmall() {
        String[] lines = IntStream.range(0, 120).mapToObj(i -> (i < 10 ? "spam" : "ham") + "\tto be -")
                .toArray(String[]::new);
        assertThat(slices(lines).getFirst().small()).isFalse();
        lines[0] = "ham\tto be -";
        assertThat(slices(lines).getFirst().small()).isTrue();
    }

    private static List<String> kinds(String by, String... lines) {
        return slices(lines).stream().filter(each -> each.by().equals(by)).map(Slice::kind).toList();
    }

    /** Lines of label, TAB, text; a + at the end is what was called spam. */
    private static List<Slice> slices(String... lines) {
        List<String> labels = List.of("ham", "spam");
        List<Example> examples = IntStream.range(0, lines.length).mapToObj(i -> new Example("test:" + (i + 1),
                lines[i].substring(0, lines[i].indexOf('\t')), lines[i].substring(lines[i].indexOf('\t') + 1)))
                .toList();
        List<Scored> scored = examples.stream().map(each -> new Scored(each.id(), labels.indexOf(each.label()),
                each.text().endsWith("+") ? 1 : 0, 0.5)).toList();
        return new Slicing(labels, 1).slices(new Predictions(examples, scored), example -> "a test");
    }
}
