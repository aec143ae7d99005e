package dev.hamlet.training.tracking;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * A model in the form in which MLflow loads one, its {@code python_function} flavour: the model file, the function's jar, and a few
 * lines of Python that have the jar score. So whoever loads it gets what the function answers.
 */
public final class LoadableModel {

    /** The folder of a run's artifacts that it is in. */
    static final String FOLDER = "model";
    /** The file that makes a folder a model to MLflow. */
    static final String DESCRIPTION = FOLDER + "/MLmodel";

    private static final List<String> AS_THEY_ARE = List.of("conda.yaml", "python_env.yaml", "requirements.txt",
            "code/hamlet_pyfunc.py");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private LoadableModel() {}

    /**
     * Adds a model to what a run keeps.
     *
     * @param version the model's version
     * @param model the model file
     * @param jar the function's jar
     */
    public static void addTo(RunLog run, String version, Path model, Path jar, Instant now) throws IOException {
        run.artifact(FOLDER + "/data/model.hamlet", model);
        run.artifact(FOLDER + "/data/function.jar", jar);
        for (String name : AS_THEY_ARE) {
            run.artifact(FOLDER + "/" + name, resource(name));
        }
        String description = new String(resource("MLmodel"), StandardCharsets.UTF_8).replace("${version}", version)
                .replace("${time}", TIME.format(now));
        run.artifact(DESCRIPTION, description.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = LoadableModel.class.getResourceAsStream(FOLDER + "/" + name)) {
            if (in == null) {
                throw new IllegalStateException("expected %s in the jar, found none".formatted(name));
            }
            return in.readAllBytes();
        }
    }
}
