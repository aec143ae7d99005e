package dev.hamlet.model;

import java.io.IOException;

/** Thrown when bytes are no model file that this version can read; the message says what was expected, found, and where. */
public final class ModelFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    ModelFormatException(String expected, Object found, String source, long offset) {
        super("expected " + expected + ", found " + found + " (" + source + ", offset " + offset + ")");
    }
}
