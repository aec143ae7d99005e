package dev.hamlet.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.hamlet.training.dataset.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictionTableTest {

    private static final String HEADER = "sha256\tlabel\tpredicted\tscore\tslices\n";
    /** {@code printf 'to bé 1' | sha256sum}. */
    private static final String HASH = "33c9ceca4e07d9b8b8fb3771afeb8f3ac055c77baf15f168177d9890e7b13056";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void hasTheHashOfAMessageInThePlaceOfItsText() throws IOException {
        Path file = folder.resolve("reports/predictions.tsv");
        table("a test").write(file);

        assertThat(file).hasContent(HEADER + HASH + "\tham\tspam\t0.625\tlength=1–40 characters;link=without;"
                + "digits=with digits;script=Latin;source=a test\n");
    }

    @Test
    void readsWhatItWrote() throws IOException {
        Path file = folder.resolve("predictions.tsv");
        table("a test").write(file);

        assertThat(PredictionTable.read(file)).isEqualTo(table("a test"));
    }

    @Test
    void keepsItsColumnsWhateverADataSetIsCalled() throws IOException {
        Path file = folder.resolve("predictions.tsv");
        table("to\tbe; or=not").write(file);

        assertThat(PredictionTable.read(file).rows().getFirst().slices()).hasSize(5).last()
                .isEqualTo("source=to be  or=not");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "ab,ham,spam,0.5,|expected sha256 of 64 lower-case hexadecimal digits, found ab",
        "HASH,ham,spam,1.5,|expected score from 0 to 1, found 1.5",
        "HASH,ham,spam,NaN,|expected score from 0 to 1, found NaN",
        "HASH,ham,spam,0.5|expected 5 columns, found 4",
        "HASH,ham,spam,half,|For input string: \"half\""})
    void namesTheLineOfABadRow(String row, String problem) throws IOException {
        Path file = Files.writeString(folder.resolve("predictions.tsv"),
                HEADER + (HASH + "\tham\tham\t0.5\t\n") + row.replace(',', '\t').replace("HASH", HASH) + "\n");

        assertThatIOException().isThrownBy(() -> PredictionTable.read(file))
                .withMessage("predictions.tsv:3: " + problem);
    }

    @Test
    void refusesAnotherFile() throws IOException {
        Path other = Files.writeString(folder.resolve("metrics.json"), "{}\n");
        Path empty = Files.writeString(folder.resolve("empty.tsv"), "");

        assertThatIOException().isThrownBy(() -> PredictionTable.read(other)).withMessage(
                "metrics.json:1: expected the columns sha256 label predicted score slices, found others");
        assertThatIOException().isThrownBy(() -> PredictionTable.read(empty)).withMessageEndingWith(
                "found an empty file");
    }

    private static PredictionTable table(String source) {
        var predictions = new Predictions(List.of(new Example("test:1", "ham", "to bé 1")),
                List.of(new Scored("test:1", 0, 1, 0.625)));
        return PredictionTable.of(predictions, List.of("ham", "spam"), example -> source);
    }
}
