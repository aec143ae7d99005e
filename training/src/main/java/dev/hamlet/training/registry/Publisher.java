package dev.hamlet.training.registry;

import dev.hamlet.model.Model;
import dev.hamlet.model.VerifiedModel;
import dev.hamlet.training.dataset.OutputFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Ships a model with the function: the file it serves, and the answers that its tests expect of it. */
public final class Publisher {

    /** The model's file name in the function's resources. */
    public static final String MODEL = "model.hamlet";
    /** The file name of the answers that training saw. */
    public static final String GOLDEN = "golden.tsv";

    /** The file name of what the data was like. */
    public static final String PROFILE = "profile.json";

    private Publisher() {}

    /**
     * Writes {@value #MODEL} and {@value #GOLDEN} into a folder, whole or not at all.
     *
     * @param model the bytes of the model file
     * @return the model as read back
     * @throws IOException if the bytes are no model, or a file cannot be written
     */
    public static Model publish(byte[] model, Path folder) throws IOException {
        Model read = VerifiedModel.read(model, MODEL);
        OutputFile.write(folder.resolve(GOLDEN), GoldenTexts.answeredBy(read).getBytes(StandardCharsets.UTF_8));
        OutputFile.write(folder.resolve(MODEL), model);
        return read;
    }

    /**
     * Finds out that a file of golden answers is a model's.
     *
     * @throws IOException if it is missing, or the model answers otherwise
     */
    public static void requireAnswersOf(Model model, Path golden) throws IOException {
        GoldenTexts.requireAnswersOf(model, new String(Files.readAllBytes(golden), StandardCharsets.UTF_8),
                golden.toString());
    }
}
