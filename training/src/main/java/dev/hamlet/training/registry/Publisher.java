package dev.hamlet.training.registry;

import dev.hamlet.model.Model;
import dev.hamlet.model.ModelSignature;
import dev.hamlet.model.VerifiedModel;
import dev.hamlet.training.dataset.OutputFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Ships a model with the function: the file it serves, its signature, and the answers that its tests expect of it. */
public final class Publisher {

    /** The model's file name in the function's resources. */
    public static final String MODEL = "model.hamlet";
    /** The file name of the answers that training saw. */
    public static final String GOLDEN = "golden.tsv";

    /** The file name of what the data was like. */
    public static final String PROFILE = "profile.json";

    /** The file name of the model's signature. */
    public static final String SIGNATURE = MODEL + ModelSignature.ENDING;

    private Publisher() {}

    /**
     * Writes {@value #MODEL}, {@value #GOLDEN} and, with a key, {@value #SIGNATURE} into a folder, each whole or not at all. A signature
     * that is there already is of another model, and so it is deleted.
     *
     * @param model the bytes of the model file
     * @return the model as read back
     * @throws IOException if the bytes are no model, or a file cannot be written
     */
    public static Model publish(byte[] model, Path folder, Optional<SigningKey> key) throws IOException {
        Model read = VerifiedModel.read(model, MODEL);
        // first, so that an end in the middle leaves no model with another's signature
        Files.deleteIfExists(folder.resolve(SIGNATURE));
        OutputFile.write(folder.resolve(GOLDEN), GoldenTexts.answeredBy(read).getBytes(StandardCharsets.UTF_8));
        OutputFile.write(folder.resolve(MODEL), model);
        if (key.isPresent()) {
            OutputFile.write(folder.resolve(SIGNATURE), key.get().sign(model));
        }
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

    /**
     * Ships a version that was registered: its model and golden answers and, where it has them, the profile of its data and its signature;
     * without those that are there of another.
     */
    public static void ship(VersionFolder version, Path folder) throws IOException {
        for (String name : List.of(PROFILE, SIGNATURE)) {
            Files.deleteIfExists(folder.resolve(name));
        }
        for (String name : List.of(GOLDEN, PROFILE, MODEL, SIGNATURE)) {
            if (Files.exists(version.file(name))) {
                OutputFile.write(folder.resolve(name), Files.readAllBytes(version.file(name)));
            }
        }
    }
}
