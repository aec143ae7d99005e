package dev.hamlet.training;

import java.io.IOException;

/** A parameters file that is not what it should be; the message begins with {@code file:line:column}. */
public final class ParametersException extends IOException {

    private static final long serialVersionUID = 1;

    ParametersException(Location at, String problem) {
        super("%s: %s".formatted(at, problem));
    }

    ParametersException(Location at, String problem, Throwable cause) {
        this(at, problem);
        initCause(cause);
    }
}
