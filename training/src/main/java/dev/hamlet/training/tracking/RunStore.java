package dev.hamlet.training.tracking;

import dev.hamlet.training.dataset.OutputFile;
import dev.hamlet.training.json.Json;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs in a folder, each in one of its own: {@code run.json} says what is known of it, {@code artifacts/} has the files that it
 * made. Both are written whole or not at all.
 */
public final class RunStore {

    private static final DateTimeFormatter ID = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String RUN = "run.json";
    private static final String EXPORTED = "mlflow.json";
    private static final String ARTIFACTS = "artifacts";

    private final Path folder;

    /** Runs in this folder, which is made with the first of them. */
    public RunStore(Path folder) {
        this.folder = folder;
    }

    /** Makes the folder of a run: named for its time and stage, and numbered where that is taken. */
    OpenRun open(String experiment, String stage, Instant now, RunLog log) throws IOException {
        Files.createDirectories(folder);
        String name = ID.format(now) + "-" + stage;
        String id = name;
        for (int i = 2; !isMade(id); i++) {
            id = name + "-" + i;
        }
        var run = new OpenRun(this, TrackedRun.starting(id, experiment, stage, now, log),
                Liveness.of(folder(id).resolve(Liveness.LOCK)));
        save(run.run());
        return run;
    }

    private boolean isMade(String id) throws IOException {
        try {
            Files.createDirectory(folder(id));
            return true;
        } catch (FileAlreadyExistsException _) {
            return false;
        }
    }

    void save(TrackedRun run) throws IOException {
        OutputFile.write(folder(run.id()).resolve(RUN), Json.bytes(run));
    }

    void exported(String id, MlflowRun there) throws IOException {
        OutputFile.write(folder(id).resolve(EXPORTED), Json.bytes(there));
    }

    /** Where a run is at an MLflow server, as far as this store knows. */
    Optional<MlflowRun> exported(String id) throws IOException {
        Path file = folder(id).resolve(EXPORTED);
        return Files.exists(file)
                ? Optional.of(Json.read(MlflowRun.class, "where a run is at MLflow", file))
                : Optional.empty();
    }

    /** Whether all of a run is at an MLflow server. */
    public boolean isExported(TrackedRun run) throws IOException {
        return exported(run.id()).map(MlflowRun::whole).orElse(false);
    }

    /** Where a run's artifacts are. */
    public Path artifacts(String id) {
        return folder(id).resolve(ARTIFACTS);
    }

    /**
     * Every run, the earliest first.
     *
     * @throws IOException if a run cannot be read
     */
    public List<TrackedRun> runs() throws IOException {
        List<TrackedRun> runs = new ArrayList<>();
        for (Path file : files()) {
            runs.add(read(file));
        }
        return runs;
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.sorted().map(each -> each.resolve(RUN)).filter(Files::exists).toList();
        }
    }

    private static TrackedRun read(Path file) throws IOException {
        // asked first: a run that ends meanwhile has said so before its lock is gone
        boolean alive = Liveness.isAlive(file.resolveSibling(Liveness.LOCK));
        TrackedRun run = Json.read(TrackedRun.class, "a run", file);
        return run.state() == RunState.RUNNING && !alive ? run.killed() : run;
    }

    private Path folder(String id) {
        return folder.resolve(id);
    }
}
