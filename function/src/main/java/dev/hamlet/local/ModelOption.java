package dev.hamlet.local;

import dev.hamlet.handler.PredictHandler;
import dev.hamlet.model.Model;
import dev.hamlet.model.VerifiedModel;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The model that a command is asked to use: that of {@code --model FILE}, or the one in the jar. */
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
     * @throws IOException if there is no such file, it cannot be read, or it is no model
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
     * @throws IOException if there is none, or it cannot be read
     */
    static byte[] bytes(String file) throws IOException {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new IOException("expected a model file at " + file + ", found none", e);
        } catch (IOException e) {
            throw new IOException("expected a model file at " + file + ", found what cannot be read: " + e, e);
        }
    }
}
