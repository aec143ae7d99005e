package dev.hamlet.training.dataset;

import static dev.hamlet.training.dataset.Texts.dataset;
import static dev.hamlet.training.dataset.Texts.ham;
import static dev.hamlet.training.dataset.Texts.spam;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetTest {

    @TempDir
    private Path folder;

    @Test
    void fingerprintIsTheOneOfTheFile() {
        // printf 'ham\tto be\nspam\tor né\n' | sha256sum
        assertThat(dataset(ham("to be"), spam("or né")).fingerprint()).isEqualTo(
                "73f33ed687c88a8b52d19c39b09f92e3682a34be580cc14e0d19429acd557b10");
    }

    @Test
    void fingerprintDependsOnOrderAndNotOnIds() {
        Example a = ham("a");
        Example b = spam("b");

        assertThat(dataset(a, b).fingerprint()).isNotEqualTo(dataset(b, a).fingerprint());
        assertThat(dataset(a).fingerprint()).isEqualTo(dataset(new Example("elsewhere", "ham", "a")).fingerprint());
    }

    @Test
    void readsBackWhatItWrites() throws IOException {
        Dataset written = dataset(ham("  to \"be\" 💀 "), spam("or né"));
        Path file = folder.resolve("made/for it/out.tsv");

        TsvWriter.write(written, file);

        Dataset read = new TsvReader(TsvReader.LABEL_TEXT).read(file).complete();
        assertThat(read.fingerprint()).isEqualTo(written.fingerprint()).isEqualTo(Sha256.of(file));
        assertThat(Files.readString(file)).isEqualTo("ham\t  to \"be\" 💀 \nspam\tor né\n");
    }

    @Test
    void leavesOutWhatAnotherHasToo() {
        Dataset dataset = dataset(ham("To be!"), spam("call 1"), ham("or not"));

        assertThat(dataset.without(dataset(spam("to be"), ham("Call 23"))).examples()).containsExactly(ham("or not"));
    }

    @Test
    void countsWithAndWithoutRepeats() {
        Dataset dataset = dataset(ham("Be!"), ham("be"), ham("be"), ham("not"), spam("call 1"), spam("Call 23"),
                spam("be"));

        assertThat(Counts.of(dataset)).hasToString("7 messages, 5 different, 3 distinct");
        assertThat(Counts.byLabel(dataset)).containsExactly(entry("ham", new Counts(4, 3, 2)),
                entry("spam", new Counts(3, 3, 2)));
    }

    @Test
    void keepsTheFirstOfEachMessage() {
        assertThat(dataset(ham("Be!"), ham("not"), spam("be")).withoutDuplicates()).isEqualTo(
                dataset(ham("Be!"), ham("not")));
    }

    @Test
    void putsDataSetsOneAfterTheOther() {
        assertThat(Dataset.concat(List.of(dataset(ham("a")), dataset(spam("b"), ham("c"))))).isEqualTo(
                dataset(ham("a"), spam("b"), ham("c")));
    }

    @ParameterizedTest(name = "[{index}]")
    @ValueSource(strings = {"a\tb", "a\nb", "a\rb"})
    void refusesTextThatIsNotOneField(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ham(text))
                .withMessage("test:1: expected a text on one line without TAB, found a TAB, CR or LF");
    }

    @Test
    void refusesBlankLabel() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Example("test:1", " ", "a"))
                .withMessage("test:1: expected a label, found a blank");
    }
}
