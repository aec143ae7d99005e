package dev.hamlet.training.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Messages;
import dev.hamlet.training.dataset.Split;
import dev.hamlet.training.dataset.SplitOptions;
import dev.hamlet.training.dataset.Splitter;
import dev.hamlet.training.dataset.TsvReader;
import dev.hamlet.training.dataset.TsvReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataChecksTest {

    private static final List<String> LABELS = List.of("ham", "spam");
    private static final String GOOD = """
            ham\tto be
            spam\twin a prize
            ham\tor not to be
            spam\tcash for nothing
            ham\tthat is a question
            spam\tcall this number
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void findsNothingInGoodData() throws IOException {
        DataReport report = check(GOOD);

        assertThat(Bounds.problems(report)).isEmpty();
        assertThat(report.findings()).extracting(Finding::check).containsExactly("bad_rows", "control_characters",
                "long_texts", "missing_labels", "label_messages", "label_share", "repeats", "near_repeats", "conflicts",
                "near_conflicts");
        assertThat(report.against()).isEqualTo("none");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "ham     | bad_rows   | ERROR bad_rows: 1 rows that are no label and text, expected at most 0: "
                + "raw.tsv:7: expected 2 columns [label, text], found 1",
        "ham\tit\u0092s | control_characters | ERROR control_characters: 0.1429 as the share of 1 texts with a control or replacement "
                + "character, expected at most 0: raw.tsv:7",
        "ham\tnobody \uFFFD | control_characters | ERROR control_characters: 0.1429 as the share of 1 texts with a control or replacement "
                + "character, expected at most 0: raw.tsv:7",
        "ham\t123456789 123456789 1 | long_texts | ERROR long_texts: 1 texts of more than 20 characters, expected at most 0: raw.tsv:7",
        "ham\tto be   | repeats | ERROR repeats: 0.1429 as the share of 1 messages whose text was there before, expected at most 0",
        "ham\tTo be.  | near_repeats | ERROR near_repeats: 0.1429 as the share of 1 such, but for case, punctuation and digits, "
                + "expected at most 0",
        "spam\tto be  | conflicts | ERROR conflicts: 1 texts with several labels, expected at most 0: raw.tsv:1 ham and raw.tsv:7 spam",
        "spam\tTo be. | near_conflicts | ERROR near_conflicts: 1 such, but for case, punctuation and digits, expected at most 0: "
                + "raw.tsv:1 ham and raw.tsv:7 spam"})
    void namesTheLinesOfWhatIsWrong(String line, String check, String problem) throws IOException {
        assertThat(Bounds.problems(check(GOOD + line + "\n"))).containsEntry(check, problem);
    }

    @Test
    void missesLabels() throws IOException {
        assertThat(Bounds.problems(check("ham\tto be\nham\tor not\n"))).isEqualTo(Map.of(
                "missing_labels", "ERROR missing_labels: 1 labels without a message, expected at most 0: spam",
                "label_messages", "ERROR label_messages: 0 messages of spam, expected at least 3",
                "label_share", "WARNING label_share: 0 as the share of spam, expected at least 0.3"));
    }

    @Test
    void findsLeaksBetweenTheParts() throws IOException {
        Dataset train = read("ham\tto be or not to be, that is the question\nspam\twin a prize\n").dataset();
        Dataset test = read("ham\tto be or not to be, that was a question\nspam\tWIN a prize!\nham\tmore\n").dataset();

        DataReport report = check(read(GOOD), Optional.of(new Split(train, test)), Optional.empty());

        assertThat(Bounds.problems(report)).isEqualTo(Map.of(
                "leaks", "ERROR leaks: 1 messages of the test part that the training part has, expected at most 0: "
                        + "raw.tsv:2",
                "near_leaks", "ERROR near_leaks: 0.6667 as the share of 2 messages of the test part with a "
                        + "near-duplicate in the training part, expected at most 0: raw.tsv:1, raw.tsv:2"));
    }

    @Test
    void findsNoLeakInWhatTheSplitterDivides() {
        Dataset all = Messages.hamAndSpam(400, 3);
        Split split = Splitter.split(all, new SplitOptions(0.25, 7));

        DataReport report = check(new TsvReading(all, List.of()), Optional.of(split), Optional.empty());

        assertThat(report.findings()).filteredOn(finding -> finding.check().equals("leaks")).singleElement()
                .extracting(Finding::value).isEqualTo(0.0);
    }

    @Test
    void namesTheFirstPlacesOnlyAndCountsAll() throws IOException {
        DataReport report = check("ham\n".repeat(30) + GOOD);

        assertThat(report.findings().getFirst().value()).isEqualTo(30);
        assertThat(report.findings().getFirst().where()).hasSize(20);
    }

    private DataReport check(String rows) throws IOException {
        return check(read(rows), Optional.empty(), Optional.empty());
    }

    private static DataReport check(TsvReading reading, Optional<Split> split, Optional<Profile> before) {
        return new DataChecks(Bounds.TIGHT, LABELS).check(reading, split, before);
    }

    private TsvReading read(String rows) throws IOException {
        Path file = Files.writeString(folder.resolve("raw.tsv"), rows);
        return new TsvReader(TsvReader.LABEL_TEXT, Set.copyOf(LABELS)).read(file);
    }
}
