package dev.hamlet.training.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is expected was written by ruamel.yaml 0.18 as DVC 3.67 calls it: {@code dvc.utils.serialize.dumps_yaml({"a": …})}. */
class YamlTextTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "1.0 | 1.0", "0.2 | 0.2", "1.0E-4 | 0.0001", "1.0E-5 | 1e-05", "1.25E-5 | 1.25e-05",
        "1.0E15 | 1000000000000000.0",
        "1.0E16 | 1e+16", "1.5E300 | 1.5e+300", "-0.5 | -0.5", "123456.789 | 123456.789", "0.0 | 0.0"})
    void writesNumbersAsPython(double number, String written) {
        assertThat(YamlText.of(Map.of("a", number))).isEqualTo("a: " + written + "\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "SMS Spam Collection v.1 | SMS Spam Collection v.1", "CC-BY-4.0 | CC-BY-4.0", "2.0 | '2.0'", "12 | '12'",
        "true | 'true'", "null | 'null'", "1e05 | '1e05'", "0x1f | '0x1f'", "a: b | 'a: b'", "a:b | a:b",
        "a #b | 'a #b'",
        "a#b | a#b", "- a | '- a'", "-a | -a", "[a] | '[a]'", "it's | it's", "'a' | \"'a'\"", "yes | yes",
        "1234567890123456789012345678901e | 1234567890123456789012345678901e",
        "12345678901234567890123456789e12 | '12345678901234567890123456789e12'", "ä € | ä €"})
    void quotesWhatWouldBeReadOtherwise(String text, String written) {
        assertThat(YamlText.of(Map.of("a", text))).isEqualTo("a: " + written + "\n");
    }

    @Test
    void breaksLinesWhereDvcDoes() {
        assertThat(YamlText.of(Map.of("stages", Map.of("fetch", Map.of("cmd",
                "mkdir -p data/external data/raw && echo a > data/external/SMSSpamCollection && echo b > data/raw/messages.tsv")))))
                .isEqualTo("""
                        stages:
                          fetch:
                            cmd: mkdir -p data/external data/raw && echo a >\\s
                              data/external/SMSSpamCollection && echo b > data/raw/messages.tsv
                        """.replace("\\s", " "));
        assertThat(YamlText.of(Map.of("a", Map.of("sha256", "7d".repeat(36))))).isEqualTo(
                "a:\n  sha256: \n    " + "7d".repeat(36) + "\n");
        assertThat(YamlText.of(Map.of("a", "b".repeat(77) + " c"))).isEqualTo("a: " + "b".repeat(77) + "\n  c\n");
    }

    @Test
    void writesListsAndMappingsInBlocks() {
        assertThat(YamlText.of(Map.of("a", List.of(Map.of("b", List.of("c", 1, true, 0.5)), "d")))).isEqualTo("""
                a:
                - b:
                  - c
                  - 1
                  - true
                  - 0.5
                - d
                """);
        assertThat(YamlText.of(Map.of("a", List.of()))).isEqualTo("a: []\n");
        assertThat(YamlText.of(Map.of("a", Map.of()))).isEqualTo("a: {}\n");
    }
}
