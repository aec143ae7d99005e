package dev.hamlet.model;

import java.io.IOException;

/** Thrown when bytes are no model file that this version can read; the message says what was expected, found, and where. */
public final class ModelFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    ModelFormatException(String expected, Object found, String source, long offset) {
        super("expected " + expected + ", found " + found + where(source, offset));
    }

    /** For a part that was read well and then refused; the refusal says what it expected and found. */
    ModelFormatException(IllegalArgumentException refusal, String source, long offset) {
        super(refusal.getMessage() + where(source, offset), refusal);
    }

    private static String where(String source, long offset) {
        return " (" + source + ", offset " + offset + ")";
    }
}
