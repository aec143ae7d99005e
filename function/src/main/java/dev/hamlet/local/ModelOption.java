package dev.hamlet.local;

import dev.hamlet.handler.PredictHandler;
import dev.hamlet.model.Model;
import dev.hamlet.model.ModelSignature;
import dev.hamlet.model.VerifiedModel;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The model that a command is asked to use: that of {@code --model FILE}, or the one in the jar. Where the environment variable
 * {@code MODEL_PUBLIC_KEY} has a key, either must be signed by it.
 */
final class ModelOption {

    private static final String NAME = "--model";

    private ModelOption() {}

    /** Runs the command that says which model it is: prints its version alone on a line. */
    static int printVersion(Options options, PrintStream out) throws IOException {
        out.println(read(options).version());
        // a PrintStream keeps a full disk to itself
        if (out.checkError()) {
            throw new IOException("expected to write the version to stdout, found that it cannot be written");
        }
        return 0;
    }

    /**
     * Reads the model.
     *
     * @throws IOException if there is no such file, it cannot be read, it is no model, or none that is signed as it must be
     */
    static Model read(Options options) throws IOException {
        if (!options.has(NAME)) {
            return PredictHandler.shippedModel();
        }
        String file = options.get(NAME, "");
        return VerifiedModel.read(bytes(file), file);
    }

    /**
     * All bytes of a model's file.
     *
     * @throws IOException if there is none, it cannot be read, or it is not signed as it must be
     */
    static byte[] bytes(String file) throws IOException {
        byte[] bytes = bytes(file, "model");
        @Nullable
        String key = System.getenv("MODEL_PUBLIC_KEY");
        if (key != null && !key.isEmpty()) {
            ModelSignature.verify(bytes, bytes(file + ModelSignature.ENDING, "signature"), key, file);
        }
        return bytes;
    }

    /** All bytes of a file; {@code kind} says of what. */
    static byte[] bytes(String file, String kind) throws IOException {
        String expected = "expected a " + kind + " file at " + file + ", found ";
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new IOException(expected + "none", e);
        } catch (IOException e) {
            throw new IOException(expected + "what cannot be read: " + e, e);
        }
    }
}
