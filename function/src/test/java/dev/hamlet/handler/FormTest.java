package dev.hamlet.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {

    @ParameterizedTest
    @CsvSource({"message=free, free", "message=a+b%20c, a b c", "message=caf%C3%A9+%F0%9F%8E%81, café 🎁",
        "a=1&message=free&b=2, free", "message=a%26b%3Dc, a&b=c", "message=a=b, a=b", "message=one&message=two, one",
        "message=%2B, +", "message=é, é"})
    void readsTheMessage(String body, String message) throws ProblemException {
        assertThat(Form.message(body)).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "message", "message=", "other=1", "Message=free", "xmessage=free", "&&"})
    void readsNoMessageAsEmpty(String body) throws ProblemException {
        assertThat(Form.message(body)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"message=a%0D%0Ab, 'a\nb'", "message=a%0Ab, 'a\nb'", "message=%0D%0A%0D%0A, '\n\n'"})
    void readsLineEndsAsTyped(String body, String message) throws ProblemException {
        assertThat(Form.message(body)).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"message=%", "message=100%", "message=%4", "message=%zz", "message=%-1"})
    void refusesStrayPercentSign(String body) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> Form.message(body))
                .satisfies(e -> assertThat(e.problem().kind()).isEqualTo(Problem.Kind.MALFORMED_BODY));
    }
}
