package dev.hamlet.training.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DuplicateKeyTest {

    @ParameterizedTest(name = "\"{0}\" → \"{1}\"")
    @CsvSource(delimiter = '|', value = {
        "To be, or NOT to be?|to be or not to be",
        "  To\u00a0be —  or  |to be or",
        "Call 09061 701461 now|call 0 0 now",
        "WIN £1000!|win 0",
        "a 150ppm call|a 0 call",
        "don't|don t",
        "ÄRGER über É|ärger über é",
        "नमस्ते १२|नमस्ते 0",
        "💀 :-)|''"})
    void keepsWordsOnly(String text, String words) {
        assertThat(DuplicateKey.of(text)).isEqualTo(new DuplicateKey(words));
    }

    @Test
    void tellsDifferentWordsApart() {
        assertThat(DuplicateKey.of("to be")).isNotEqualTo(DuplicateKey.of("tobe"));
    }

    @Test
    void isTheSameUnderTurkishLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.of("tr", "TR"));
        try {
            assertThat(DuplicateKey.of("WIN IT")).isEqualTo(new DuplicateKey("win it"));
        } finally {
            Locale.setDefault(before);
        }
    }
}
