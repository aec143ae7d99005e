package dev.hamlet.handler;

import dev.hamlet.model.Model;
import dev.hamlet.model.ModelReader;
import dev.hamlet.model.ModelSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The model that ships with the function, read once, when this class is loaded. A bad file keeps the function from starting, and so
 * does a file that is not signed by the key in the environment variable {@value #KEY}, if there is one.
 */
final class ShippedModel {

    /** The variable: a public key in PEM or base64; empty or not set for no key. */
    private static final String KEY = "MODEL_PUBLIC_KEY";
    private static final String NAME = "model.hamlet";

    static final byte[] FILE;
    static final Model MODEL;

    static {
        try {
            FILE = ShippedFile.read(NAME);
            verify(FILE, System.getenv(KEY));
            MODEL = ModelReader.read(FILE, "/" + NAME);
        } catch (IOException e) {
            // Lambda's own report of it is a stack trace
            RequestLog.refused(System.err, e);
            throw new UncheckedIOException("cannot serve the model: " + e.getMessage(), e);
        }
    }

    private ShippedModel() {}

    /** Before anything is read of what the bytes say. */
    private static void verify(byte[] file, @Nullable String key) throws IOException {
        if (key != null && !key.isEmpty()) {
            ModelSignature.verify(file, ShippedFile.read(NAME + ModelSignature.ENDING), key, NAME);
        }
    }
}
