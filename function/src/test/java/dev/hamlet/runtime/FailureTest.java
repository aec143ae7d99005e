package dev.hamlet.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class FailureTest {

    @Test
    void saysOfAStartWhatTheInitializerThrew() {
        var cause = new UncheckedIOException("cannot read the model",
                new IOException("expected \"HAM\", found \"x\" (offset 0)"));
        assertThat(Failure.ofStart(new ExceptionInInitializerError(cause)).json())
                .isEqualTo("{\"errorType\":\"java.io.UncheckedIOException\",\"errorMessage\":"
                        + "\"cannot read the model; expected \\\"HAM\\\", found \\\"x\\\" (offset 0)\"}");
    }

    @Test
    void saysOfAnInvocationOnlyWhere() {
        var fault = new IllegalStateException("a text");
        fault.setStackTrace(new StackTraceElement[]{new StackTraceElement("a.B", "c", "B.java", 7)});
        assertThat(Failure.ofInvocation(fault))
                .isEqualTo(new Failure("java.lang.IllegalStateException", "at a.B.c(B.java:7)"));
        fault.setStackTrace(new StackTraceElement[0]);
        assertThat(Failure.ofInvocation(fault).message()).isEqualTo("at an unknown place");
    }
}
