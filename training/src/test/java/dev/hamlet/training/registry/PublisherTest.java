package dev.hamlet.training.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hamlet.model.Model;
import dev.hamlet.model.ModelFormatException;
import dev.hamlet.model.ModelSignature;
import dev.hamlet.model.ModelSignatureException;
import dev.hamlet.training.trainer.Trained;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherTest {

    private static final int LONGEST = 10_000;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void writesTheModelAndItsAnswersAndNothingElse() throws IOException {
        byte[] model = Trained.on("ham", "spam");
        Path target = folder.resolve("a/b");
        Model published = Publisher.publish(model, target, Optional.empty());

        try (var files = Files.list(target)) {
            assertThat(files).extracting(Path::getFileName).extracting(Path::toString)
                    .containsExactlyInAnyOrder("model.hamlet", "golden.tsv");
        }
        assertThat(target.resolve("model.hamlet")).hasBinaryContent(model);
        assertThat(published.metadata().labels()).containsExactly("ham", "spam");
    }

    @Test
    void replacesWhatWasThere() throws IOException {
        Files.writeString(folder.resolve("model.hamlet"), "old and much longer".repeat(100_000));
        Files.writeString(folder.resolve("golden.tsv"), "old".repeat(1_000_000));
        byte[] model = Trained.on("ham", "spam");
        Publisher.publish(model, folder, Optional.empty());

        assertThat(folder.resolve("model.hamlet")).hasBinaryContent(model);
        assertThat(Files.readString(folder.resolve("golden.tsv"))).startsWith("label\t").doesNotContain("oldold");
    }

    @Test
    void leavesAllAsItWasWhereTheBytesAreNoModel() throws IOException {
        Files.writeString(folder.resolve("model.hamlet"), "the last one");

        assertThatExceptionOfType(ModelFormatException.class).isThrownBy(
                () -> Publisher.publish("no model".getBytes(StandardCharsets.UTF_8), folder, Optional.empty()))
                .withMessageContaining("model.hamlet");
        assertThat(folder.resolve("model.hamlet")).hasContent("the last one");
        assertThat(folder.resolve("golden.tsv")).doesNotExist();
    }

    @Test
    void refusesAModelWithAnotherIdentity() {
        assertThatExceptionOfType(ModelFormatException.class).isThrownBy(
                () -> Publisher.publish(Trained.withAnotherIdentity(Trained.on("ham", "spam")), folder,
                        Optional.empty()))
                .withMessageStartingWith("expected SHA-256 ");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void signsTheModelByTheKey() throws Exception {
        KeyPair pair = Keys.pair("secp256r1");
        var key = Optional.of(SigningKey.read(Keys.pem(pair.getPrivate(), folder.resolve("key.pem"))));
        byte[] model = Trained.on("ham", "spam");
        Publisher.publish(model, folder, key);
        byte[] signature = Files.readAllBytes(folder.resolve("model.hamlet.sig"));

        String publicKey = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        ModelSignature.verify(model, signature, publicKey, "model.hamlet");
        assertThatExceptionOfType(ModelSignatureException.class)
                .isThrownBy(() -> ModelSignature.verify(Trained.on("a", "b"), signature, publicKey, "model.hamlet"));
    }

    @Test
    void leavesNoSignatureOfAnotherModel() throws IOException {
        Files.writeString(folder.resolve("model.hamlet.sig"), "of the last one");
        Publisher.publish(Trained.on("ham", "spam"), folder, Optional.empty());

        assertThat(folder.resolve("model.hamlet.sig")).doesNotExist();
    }

    @Test
    void answersEveryGoldenTextAsTheModelDoes() throws IOException {
        Model model = Publisher.publish(Trained.on("ham", "spam"), folder, Optional.empty());
        List<String> lines = goldenLines();

        assertThat(lines).hasSizeGreaterThan(200).allSatisfy(line -> {
            String[] fields = line.split("\t", -1);
            assertThat(fields).hasSize(3);
            var prediction = model.predict(fields[2].translateEscapes());
            assertThat(prediction.label()).isEqualTo(fields[0]);
            assertThat(prediction.score()).isEqualTo(Double.parseDouble(fields[1]));
        });
        assertThat(lines).extracting(line -> line.split("\t", -1)[0]).contains("ham", "spam");
    }

    @Test
    void writesTheSameAnswersEachTime() throws IOException {
        Publisher.publish(Trained.on("ham", "spam"), folder, Optional.empty());
        Publisher.publish(Trained.on("ham", "spam"), folder.resolve("again"), Optional.empty());

        assertThat(folder.resolve("again/golden.tsv")).hasSameBinaryContentAs(folder.resolve("golden.tsv"));
    }

    @Test
    void answersForThreeLabels() throws IOException {
        Publisher.publish(Trained.on("ham", "spam", "bill"), folder, Optional.empty());

        assertThat(goldenLines()).extracting(line -> line.split("\t", -1)[0]).containsOnly("ham", "spam", "bill");
    }

    @Test
    void hasGoldenTextsThatTheFunctionAccepts() throws IOException {
        Publisher.publish(Trained.on("ham", "spam"), folder, Optional.empty());
        List<String> texts = goldenLines().stream().map(line -> line.split("\t", -1)[2].translateEscapes()).toList();

        assertThat(texts).doesNotHaveDuplicates().allSatisfy(text -> assertThat(text).hasSizeLessThanOrEqualTo(
                LONGEST)).anySatisfy(text -> assertThat(text).hasSizeGreaterThan(LONGEST / 2));
        assertThat(String.join("", texts)).contains("\t", "\n", "\r", "\\", "😀".substring(0, 1), "http://", "İ");
    }

    private List<String> goldenLines() throws IOException {
        String[] lines = Files.readString(folder.resolve("golden.tsv")).split("\n", -1);
        assertThat(lines[0]).isEqualTo("label\tscore\ttext");
        assertThat(lines[lines.length - 1]).as("after the last line's end").isEmpty();
        return Arrays.asList(lines).subList(1, lines.length - 1);
    }
}
