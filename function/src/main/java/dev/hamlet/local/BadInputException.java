package dev.hamlet.local;

import java.io.IOException;

/** Thrown when a file cannot be read on; what was expected and found in it, without its name. */
final class BadInputException extends IOException {

    private static final long serialVersionUID = 1L;

    BadInputException(String message) {
        super(message);
    }

    BadInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
