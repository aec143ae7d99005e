package dev.hamlet.model;

import java.io.IOException;

/** Thrown when a model's file is not signed by the key that it must be signed by; the message says what was expected and found. */
public final class ModelSignatureException extends IOException {

    private static final long serialVersionUID = 1L;

    ModelSignatureException(String expected, String found) {
        super("expected " + expected + ", found " + found);
    }
}
