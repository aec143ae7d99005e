package dev.hamlet.local;

import dev.hamlet.handler.Limits;

/** Thrown when a line or row holds no message that can be classified; it becomes the answer to it. */
final class BadMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    BadMessageException(String message) {
        super(message, null, false, false);
    }

    static BadMessageException tooLong() {
        return new BadMessageException("expected at most " + Limits.TEXT_CHARACTERS + " characters, found more");
    }
}
