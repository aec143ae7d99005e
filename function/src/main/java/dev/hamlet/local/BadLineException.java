package dev.hamlet.local;

/** Thrown when a line is no message; it becomes the line's answer. */
final class BadLineException extends Exception {

    private static final long serialVersionUID = 1L;

    BadLineException(String message) {
        super(message, null, false, false);
    }
}
