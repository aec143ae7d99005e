package dev.hamlet.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonObject;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a body is read; {@link BadRequestTest} has the many ways in which it can be refused. */
class PredictRequestTest {

    @Test
    void readsOneTextOrSeveral() throws ProblemException {
        assertThat(PredictRequest.parse("{\"text\":\"a\"}")).isEqualTo(new PredictRequest(List.of("a"), false, false));
        assertThat(PredictRequest.parse(" {\"explain\" : true, \"texts\" : [\"a\", \"b\"]}\n"))
                .isEqualTo(new PredictRequest(List.of("a", "b"), true, true));
    }

    @Test
    void readsEscapes() throws ProblemException {
        assertThat(PredictRequest.parse("{\"te\\u0078t\":\"\\u00e9\\n\\\"\\/\\ud83c\\udf81\"}").texts())
                .containsExactly("é\n\"/🎁");
    }

    @Property
    void readsAnyTextAsItWas(@ForAll @NotBlank String text) throws ProblemException {
        var body = new JsonObject();
        body.addProperty("text", "a" + text);

        assertThat(PredictRequest.parse(body.toString()).texts()).containsExactly("a" + text);
    }

    @Test
    void takesTextsUpToTheirLimits() throws ProblemException {
        String longest = "🎁".repeat(Limits.TEXT_CHARACTERS / 2);
        String most = "{\"texts\":[" + "\"a\",".repeat(Limits.TEXTS - 1) + "\"" + longest + "\"]}";

        assertThat(PredictRequest.parse(most).texts()).hasSize(Limits.TEXTS).endsWith(longest);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "[]|INVALID_REQUEST|the body: expected an object, found an array",
        "{}|INVALID_REQUEST|expected either text, or texts with one or more, found none",
        "{\"texts\":[]}|INVALID_REQUEST|expected either text, or texts with one or more, found none",
        "{\"text\":\"a\",\"texts\":[\"a\"]}|INVALID_REQUEST|expected either text, or texts with one or more, found both",
        "{\"text\":1}|INVALID_REQUEST|text: expected a string, found a number",
        "{\"text\":null}|INVALID_REQUEST|text: expected a string, found null",
        "{\"texts\":\"a\"}|INVALID_REQUEST|texts: expected an array, found a string",
        "{\"texts\":[\"a\",{}]}|INVALID_REQUEST|texts[1]: expected a string, found an object",
        "{\"explain\":1}|INVALID_REQUEST|explain: expected true or false, found a number",
        "{\"text\":\"a\",\"text\":\"b\"}|INVALID_REQUEST|expected text once, found it twice",
        "{\"secret\":1}|INVALID_REQUEST|expected the members text or texts, and explain, found another one",
        "{\"text\":\" \"}|EMPTY_TEXT|text: expected some text, found none",
        "{\"texts\":[\"a\",\"\\u200b\"]}|EMPTY_TEXT|texts[1]: expected some text, found none",
        "{\"text\":\"a|MALFORMED_JSON|expected a JSON object, found text that is not JSON",
        "{'text':'a'}|MALFORMED_JSON|expected a JSON object, found text that is not JSON"})
    void saysWhereABodyIsNotAsExpected(String body, Problem.Kind kind, String detail) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> PredictRequest.parse(body))
                .satisfies(e -> assertThat(e.problem()).isEqualTo(new Problem(kind, detail)));
    }

    @Test
    void saysHowLongAndHowManyTextsMayBe() {
        String tooLong = "{\"text\":\"" + "a".repeat(Limits.TEXT_CHARACTERS + 1) + "\"}";
        String tooMany = "{\"texts\":[" + "\"a\",".repeat(Limits.TEXTS) + "\"a\"]}";

        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> PredictRequest.parse(tooLong))
                .withMessage("text: expected at most 10000 characters, found 10001");
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> PredictRequest.parse(tooMany))
                .withMessage("texts: expected at most 1000, found more");
    }
}
