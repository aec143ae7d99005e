package dev.hamlet.local;

/** Thrown when the command line is not as the help says; the message says what was expected. */
final class UsageException extends Exception {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
