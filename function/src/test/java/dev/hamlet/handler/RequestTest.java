package dev.hamlet.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json; charset=utf-8", "application/json;charset=utf-8",
        " Application/JSON ;x=y", "APPLICATION/JSON"})
    void knowsTheMediaTypeWhateverItsParametersAndCase(String contentType) {
        assertThat(request(contentType, null).hasMediaType("application/json")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "application/jsonx", "application/json-patch+json", "text/plain", ";application/json",
        "application", "text/plain; application/json"})
    void takesOtherMediaTypesForOthers(String contentType) {
        assertThat(request(contentType, null).hasMediaType("application/json")).isFalse();
    }

    @Test
    void hasNoMediaTypeWithoutContentType() {
        assertThat(new Request("POST", "", "/", null, null, "", false).hasMediaType("application/json")).isFalse();
    }

    @Test
    void knowsTheMediaTypeInTurkish() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));

            assertThat(request("APPLICATION/JSON", null).hasMediaType("application/json")).isTrue();
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource({"'text/html,*/*;q=0.8', true", "text/html, true", "*/*, false", "application/json, false"})
    void knowsABrowserByWhatItTakes(String accept, boolean page) {
        assertThat(request("", accept).wantsPage()).isEqualTo(page);
    }

    @Test
    void decodesBase64() throws ProblemException {
        String body = Base64.getEncoder().encodeToString("café 🎁".getBytes(StandardCharsets.UTF_8));

        assertThat(new Request("POST", "", "/", null, null, body, true).body()).isEqualTo("café 🎁");
        assertThat(new Request("POST", "", "/", null, null, body, false).body()).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource({"!!!!, 'expected a body in base64, found other characters'",
        "YQ=, 'expected a body in base64, found other characters'",
        "/w==, 'expected a body in UTF-8, found other bytes'",
        "w6k=w6k=, 'expected a body in base64, found other characters'"})
    void refusesWhatCannotBeDecoded(String body, String message) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> new Request("POST", "", "/", null, null, body, true).body()).withMessage(message)
                .satisfies(e -> assertThat(e.problem().kind()).isEqualTo(Problem.Kind.MALFORMED_BODY));
    }

    @ParameterizedTest
    @CsvSource({"x, 1048576", "é, 524288", "文, 349525", "🎁, 262144"})
    void takesBodiesUpToTheLimitInBytes(String character, int count) throws ProblemException {
        String largest = character.repeat(count);

        assertThat(new Request("POST", "", "/", null, null, largest, false).body()).isEqualTo(largest);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> new Request("POST", "", "/", null, null, largest + character, false).body())
                .withMessage("expected a body of at most 1048576 bytes, found more")
                .satisfies(e -> assertThat(e.problem().kind()).isEqualTo(Problem.Kind.BODY_TOO_LARGE));
    }

    private static Request request(String contentType, @Nullable String accept) {
        return new Request("GET", "", "/", contentType, accept, "", false);
    }
}
