package dev.hamlet.training.dataset;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TsvReaderTest {

    private final TsvReader reader = new TsvReader(TsvReader.LABEL_TEXT, Set.of("spam", "ham"));

    @TempDir
    private Path folder;

    @Test
    void keepsTextAsWrittenAndNamesItsLine() throws IOException {
        assertThat(read("ham\t  To be,\nspam\tor \"not to be? \n").complete().examples()).containsExactly(
                new Example("in.tsv:1", "ham", "  To be,"), new Example("in.tsv:2", "spam", "or \"not to be? "));
    }

    /** More than an array holds, and nothing on the disk. */
    @Test
    void refusesAFileThatNoMemoryWouldHelp() throws IOException {
        Path file = folder.resolve("in.tsv");
        try (var large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(3_000_000_000L);
        }

        assertThatExceptionOfType(DatasetException.class).isThrownBy(() -> reader.read(file))
                .withMessage(file + ": expected a file of at most 2147483639 bytes, found 3000000000");
    }

    @ParameterizedTest(name = "[{index}]")
    @ValueSource(strings = {"ham\ta\nspam\tb\n", "ham\ta\nspam\tb", "ham\ta\r\nspam\tb\r\n", "ham\ta\r\nspam\tb\r",
        "\uFEFFham\ta\nspam\tb\n"})
    void readsTheSameWhateverEndsALineOrMarksTheOrderOfBytes(String content) throws IOException {
        assertThat(read(content).complete().examples()).containsExactly(new Example("in.tsv:1", "ham", "a"),
                new Example("in.tsv:2", "spam", "b"));
    }

    @Test
    void refusesALabelWithWhiteSpaceAroundIt() throws IOException {
        Path file = Files.writeString(folder.resolve("in.tsv"), "spam\ta\nspam \tb\n");

        assertThat(new TsvReader(TsvReader.LABEL_TEXT).read(file).badRows()).extracting(BadRow::toString)
                .containsExactly("in.tsv:2: expected a label without white space around it, found \"spam\" with some");
    }

    @Test
    void readsTextBeyondTheBasicPlane() throws IOException {
        assertThat(read("ham\t💀 alas\n").complete().examples()).extracting(Example::text).containsExactly("💀 alas");
    }

    @Test
    void endsLinesAtLineFeedsOnly() throws IOException {
        assertThat(read("ham\ta\u2028b\u0085c\u000Bd\n").complete().size()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{1}, {2}")
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {
        "ham|2 columns [label, text]|1",
        "ham\\ta\\tb|2 columns [label, text]|3",
        "''|2 columns [label, text]|1",
        "Spam\\ta|one of [ham, spam]|\"Spam\"",
        "see you at two\\tham|one of [ham, spam]|something else of 14 characters",
        "\\ta|one of [ham, spam]|a blank",
        "ham\\t|a text|a blank",
        "ham\\t  |a text|a blank",
        "ham\\ta\\rham\\tb|a line that ends in LF or CRLF|a lone CR at character 6",
        "ham\\ta\\r\\r|a line that ends in LF or CRLF|a lone CR at character 6"})
    void reportsBadRowAndReadsOn(String row, String expected, String found) throws IOException {
        TsvReading reading = read("ham\tbefore\n" + row.translateEscapes() + "\nham\tafter\n");

        assertThat(reading.badRows()).containsExactly(new BadRow("in.tsv", 2, expected, found));
        assertThat(reading.dataset().examples()).containsExactly(new Example("in.tsv:1", "ham", "before"),
                new Example("in.tsv:3", "ham", "after"));
    }

    @Test
    void reportsWhereBytesAreNotUtf8() throws IOException {
        assertThat(read("ham\tcafé\n", ISO_8859_1).badRows()).hasToString(
                "[in.tsv:1: expected UTF-8, found 0xE9 at byte 8 of the line]");
    }

    @Test
    void reportsCharacterCutShortAtTheEndOfALine() throws IOException {
        Path file = Files.write(folder.resolve("in.tsv"), new byte[]{'h', 'a', 'm', '\t', (byte) 0xE2, '\n'});

        assertThat(reader.read(file).badRows()).hasToString(
                "[in.tsv:1: expected UTF-8, found 0xE2 at byte 5 of the line]");
    }

    @Test
    void stopsWithEveryBadRow() throws IOException {
        TsvReading reading = read("ham\nham\tfine\neggs\ta\n");

        assertThatExceptionOfType(DatasetException.class).isThrownBy(reading::complete).withMessage("""
                in.tsv:1: expected 2 columns [label, text], found 1
                in.tsv:3: expected one of [ham, spam], found "eggs\"""");
    }

    @Test
    void listsTwentyBadRowsAndCountsTheRest() throws IOException {
        TsvReading reading = read("ham\n".repeat(23));

        assertThatExceptionOfType(DatasetException.class).isThrownBy(reading::complete)
                .withMessageEndingWith("in.tsv:20: expected 2 columns [label, text], found 1\n… and 3 more")
                .satisfies(e -> assertThat(e.problems()).hasSize(23));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF"})
    void refusesEmptyFile(String content) {
        assertThatExceptionOfType(DatasetException.class).isThrownBy(() -> read(content))
                .withMessage("in.tsv: expected at least one row, found an empty file");
    }

    @Test
    void findsLabelAndTextAmongOtherColumns() throws IOException {
        Path file = Files.writeString(folder.resolve("in.tsv"), "17\thello\t\tham\n");

        assertThat(new TsvReader(List.of("id", "text", "url", "label")).read(file).complete().examples())
                .containsExactly(new Example("in.tsv:1", "ham", "hello"));
    }

    @Test
    void takesAnyLabelWhenNoneIsListed() throws IOException {
        Path file = Files.writeString(folder.resolve("in.tsv"), "eggs\ta\n\tb\n");
        TsvReading reading = new TsvReader(TsvReader.LABEL_TEXT).read(file);

        assertThat(reading.dataset().labels()).containsExactly("eggs");
        assertThat(reading.badRows()).hasToString("[in.tsv:2: expected a label, found a blank]");
    }

    @Test
    void refusesColumnsWithoutText() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TsvReader(List.of("label", "message")))
                .withMessage("expected columns with one label and one text, found [label, message]");
    }

    private TsvReading read(String content) throws IOException {
        return read(content, UTF_8);
    }

    private TsvReading read(String content, Charset charset) throws IOException {
        return reader.read(Files.writeString(folder.resolve("in.tsv"), content, charset));
    }
}
