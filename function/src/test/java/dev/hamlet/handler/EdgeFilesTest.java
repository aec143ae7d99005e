package dev.hamlet.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hamlet.model.Model;
import dev.hamlet.model.ModelFormatException;
import dev.hamlet.model.ModelReader;
import dev.hamlet.model.Models;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class EdgeFilesTest {

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void namesTheModuleByItsHash() throws NoSuchAlgorithmException {
        Answer module = EdgeFiles.module();

        assertThat(EdgeFiles.moduleHash()).isEqualTo(sha256(module.body().getBytes(StandardCharsets.UTF_8)));
        assertThat(module.headers()).containsEntry("etag", '"' + EdgeFiles.moduleHash() + '"');
    }

    /** Their licence (GPL) would go with it, to whoever opens the page. */
    @Test
    void hasNothingOfSmileInTheModule() {
        assertThat(EdgeFiles.module().body()).doesNotContainIgnoringCase("smile").contains("normalize(");
    }

    @Test
    void needsNoEvaluationOfStrings() {
        assertThat(EdgeFiles.module().body()).doesNotContainPattern("\\beval\\(|new Function");
    }

    @Test
    void givesTheModelByteForByteUnderTheHashItStates() throws IOException, ProblemException, NoSuchAlgorithmException {
        byte[] file = ShippedFile.read("model.hamlet");
        Model model = PredictHandler.shippedModel();

        Answer answer = EdgeFiles.model(model, file);
        byte[] bytes = Base64.getDecoder().decode(answer.body());

        assertThat(answer.base64()).isTrue();
        assertThat(bytes).isEqualTo(file);
        assertThat(sha256(Arrays.copyOf(bytes, bytes.length - 36))).isEqualTo(model.sha256());
        assertThat(answer.headers()).containsEntry("etag", '"' + model.sha256() + '"');
    }

    @Test
    void refusesWhatBrowsersCannotRead() throws ModelFormatException {
        byte[] forest = Models.forestFile();
        Model model = ModelReader.read(forest, "forest");

        assertThat(EdgeFiles.serve(model, forest)).isFalse();
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> EdgeFiles.model(model, forest))
                .satisfies(refused -> assertThat(refused.problem().detail()).isEqualTo(
                        "expected a linear model in a file of at most 4500000 bytes, found a forest"));
    }

    @Test
    void refusesFileThatLambdaWouldNotPassOn() {
        Model model = PredictHandler.shippedModel();
        byte[] large = new byte[Limits.MODEL_BYTES + 1];

        assertThat(EdgeFiles.serve(model, large)).isFalse();
        assertThat(EdgeFiles.serve(model, new byte[Limits.MODEL_BYTES])).isTrue();
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> EdgeFiles.model(model, large))
                .satisfies(refused -> assertThat(refused.problem().detail()).endsWith("found 4500001 bytes"));
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> EdgeFiles.model(model, null))
                .satisfies(refused -> assertThat(refused.problem().detail()).endsWith("found no file"));
    }
}
