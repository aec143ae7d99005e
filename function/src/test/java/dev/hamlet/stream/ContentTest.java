package dev.hamlet.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"see you|see you|", "[1]|[1]|", "\"quoted\"|\"quoted\"|",
        "{\"text\":\"see you\"}|see you|", "` {\"id\":\"7\",\"text\":\"a\",\"more\":[{}]} `|a|7",
        "{\"text\":\"a\",\"id\":7}|a|", "{\"text\":\"{}\"}|{}|", "{\"text\":\"a\",\"explain\":false}|a|"})
    void isATextOrAnObjectWithOne(String body, String text, String reference) {
        assertThat(Content.of(body)).isEqualTo(new Content.Text(text, reference, false));
    }

    @Test
    void mayAskWhy() {
        assertThat(Content.of("{\"explain\":true,\"text\":\"a\",\"id\":\"7\"}"))
                .isEqualTo(new Content.Text("a", "7", true));
        assertThat(Content.of("\"explain\":true")).isEqualTo(new Content.Text("\"explain\":true", null, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"true\"", "1", "null", "[true]", "{}"})
    void isRejectedWhenItAsksWhyInAnotherWay(String explain) {
        assertThat(Content.of("{\"text\":\"a\",\"explain\":" + explain + "}"))
                .isEqualTo(new Content.Rejected("explain: expected true or false, found something else"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"``|expected some text, found none",
        "`\u200b \n`|expected some text, found none", "{\"text\":\" \"}|expected some text, found none",
        "{}|expected a member text that is a string, found none",
        "{\"text\":null}|expected a member text that is a string, found none",
        "{\"text\":7}|expected a member text that is a string, found none",
        "{|expected one JSON object, since the body begins with a brace, found something else",
        "{free} prize|expected one JSON object, since the body begins with a brace, found something else",
        "{\"text\":\"a\"} b|expected one JSON object, since the body begins with a brace, found something else",
        "{'text':'a'}|expected one JSON object, since the body begins with a brace, found something else"})
    void isRejectedWithTheReason(String body, String reason) {
        assertThat(Content.of(body)).isEqualTo(new Content.Rejected(reason));
    }

    @Test
    void isRejectedWithoutAValue() {
        assertThat(Content.of(null)).isEqualTo(new Content.Rejected("expected a text, found no value"));
        assertThat(Content.ofBase64(null)).isEqualTo(new Content.Rejected("expected a text, found no value"));
    }

    @Test
    void isRejectedWhenLongerThanALimit() {
        assertThat(Content.of("x".repeat(10_000))).isInstanceOf(Content.Text.class);
        assertThat(Content.of("x".repeat(10_001)))
                .isEqualTo(new Content.Rejected("expected at most 10000 characters, found 10001"));
        assertThat(Content.of("{\"text\":\"a\",\"id\":\"" + "x".repeat(257) + "\"}"))
                .isEqualTo(new Content.Rejected("id: expected at most 256 characters, found 257"));
    }

    @Test
    void isUtf8InBase64() {
        assertThat(Content.ofBase64(base64("caf\u00e9".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(new Content.Text("caf\u00e9", null, false));
        assertThat(Content.ofBase64(base64("caf\u00e9".getBytes(StandardCharsets.ISO_8859_1))))
                .isEqualTo(new Content.Rejected("expected UTF-8, found other bytes"));
        assertThat(Content.ofBase64("caf\u00e9"))
                .isEqualTo(new Content.Rejected("expected base64, found other characters"));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
