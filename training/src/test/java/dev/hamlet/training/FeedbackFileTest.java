package dev.hamlet.training;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hamlet.training.dataset.BadRow;
import dev.hamlet.training.dataset.Example;
import dev.hamlet.training.dataset.TsvReading;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedbackFileTest {

    @Test
    void readsCommaSeparatedValues() throws IOException {
        TsvReading reading = read("march.CSV", """
                \uFEFFat,text,label
                12:00,"to be, or
                not ""to"" be",ham
                12:01,win,spam

                12:02,,spam
                12:03,cash
                """);

        assertThat(reading.dataset().examples()).containsExactly(
                new Example("march.CSV:2", "ham", "to be, or not \"to\" be"),
                new Example("march.CSV:4", "spam", "win"));
        assertThat(reading.badRows()).extracting(BadRow::toString).containsExactly(
                "march.CSV:6: expected a text, found a blank",
                "march.CSV:7: expected label and text, both texts, found other");
    }

    @Test
    void readsJsonLines() throws IOException {
        TsvReading reading = read("calls.jsonl", """
                {"text": "to\\tbe\\nor", "label": "ham", "by": {"age": 3}}

                {"text": "win", "label": "eggs"}
                {"text": "win", "label": 1}
                not JSON
                {"text": "win", "label": "spam"}""");

        assertThat(reading.dataset().examples()).containsExactly(new Example("calls.jsonl:1", "ham", "to be or"),
                new Example("calls.jsonl:6", "spam", "win"));
        assertThat(reading.badRows()).extracting(BadRow::toString).containsExactly(
                "calls.jsonl:3: expected one of [ham, spam], found \"eggs\"",
                "calls.jsonl:4: expected label and text, both texts, found other",
                "calls.jsonl:5: expected a JSON object, found none");
    }

    @Test
    void readsWhateverElseAsLabelTabText() throws IOException {
        assertThat(read("notes", "ham\tto be, \"or\n").dataset().examples())
                .containsExactly(new Example("notes:1", "ham", "to be, \"or"));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', value = {
        "verdict,message%ham,to be | a.csv:1: expected a header with label and text, found 2 other columns",
        "label,text%ham,to be,or   | a.csv:2: expected a row of CSV, found none",
        "label,text%ham,café       | a.csv: expected UTF-8, found other bytes"})
    void namesAFileThatIsNoSuch(String content, String problem) {
        byte[] bytes = content.replace('%', '\n').getBytes(ISO_8859_1);

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> file("a.csv").read(bytes)).withMessage(problem);
    }

    private static TsvReading read(String name, String content) throws IOException {
        return file(name).read(content.getBytes(UTF_8));
    }

    private static FeedbackFile file(String name) {
        return new FeedbackFile(name, Set.of("ham", "spam"));
    }
}
