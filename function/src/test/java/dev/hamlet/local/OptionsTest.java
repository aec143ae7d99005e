package dev.hamlet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @ParameterizedTest
    @ValueSource(strings = {"--model some.hamlet --explain", "--explain --model=some.hamlet"})
    void readsValuesEitherWayAndInAnyOrder(String words) throws UsageException {
        Options options = options(words);

        assertThat(options.get("--model", "other")).isEqualTo("some.hamlet");
        assertThat(options.has("--explain")).isTrue();
    }

    @Test
    void givesTheDefaultOfWhatIsNotThere() throws UsageException {
        Options options = options("--explain");

        assertThat(options.has("--model")).isFalse();
        assertThat(options.get("--model", "other")).isEqualTo("other");
        assertThat(options.port("--port", 3000)).isEqualTo(3000);
    }

    @Test
    void keepsEqualsSignsInValues() throws UsageException {
        assertThat(options("--model=a=b").get("--model", "")).isEqualTo("a=b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--frob", "--frob=3", "-x", "file.txt", "--Model"})
    void namesWordThatIsNoOption(String word) {
        String name = word.replaceAll("=.*", "");
        assertThatExceptionOfType(UsageException.class).isThrownBy(() -> options(word))
                .withMessage("expected one of --model, --port, --explain, --restart, found \"" + name + "\"");
    }

    @Test
    void namesOptionWithoutItsValue() {
        assertThatExceptionOfType(UsageException.class).isThrownBy(() -> options("--explain --model"))
                .withMessage("expected a value after --model, found none");
    }

    @Test
    void takesAnyFlagWithoutAValue() throws UsageException {
        Options options = options("--restart --model=x");

        assertThat(options.has("--restart")).isTrue();
        assertThat(options.has("--explain")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--explain", "--restart"})
    void refusesValueOfFlag(String flag) {
        assertThatExceptionOfType(UsageException.class).isThrownBy(() -> options(flag + "=no"))
                .withMessage("expected " + flag + " without a value, found \"no\"");
    }

    @Test
    void refusesSameOptionTwice() {
        assertThatExceptionOfType(UsageException.class).isThrownBy(() -> options("--port 1 --port=2"))
                .withMessage("expected --port once, found it twice");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "80, 80", "65535, 65535", "+80, 80"})
    void readsPorts(String word, int port) throws UsageException {
        assertThat(options("--port " + word).port("--port", 3000)).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "99999999999", "http", "80.0", "0x50"})
    void refusesPortsThatThereAreNot(String word) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> options("--port=" + word).port("--port", 3000))
                .withMessage("expected --port from 0 to 65535, found \"" + word + "\"");
    }

    private static Options options(String words) throws UsageException {
        return new Options(List.of(words.split(" ")), List.of("--model", "--port"), List.of("--explain", "--restart"));
    }
}
