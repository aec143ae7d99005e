package dev.hamlet.training.tracking;

import dev.hamlet.training.tracking.MlflowApi.Created;
import dev.hamlet.training.tracking.MlflowApi.ExperimentAnswer;
import dev.hamlet.training.tracking.MlflowApi.FoundRuns;
import dev.hamlet.training.tracking.MlflowApi.KeyValue;
import dev.hamlet.training.tracking.MlflowApi.LogBatch;
import dev.hamlet.training.tracking.MlflowApi.Measured;
import dev.hamlet.training.tracking.MlflowApi.NewExperiment;
import dev.hamlet.training.tracking.MlflowApi.NewRun;
import dev.hamlet.training.tracking.MlflowApi.Nothing;
import dev.hamlet.training.tracking.MlflowApi.RunAnswer;
import dev.hamlet.training.tracking.MlflowApi.RunInfo;
import dev.hamlet.training.tracking.MlflowApi.RunQuery;
import dev.hamlet.training.tracking.MlflowApi.RunUpdate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Brings runs of a store to an MLflow server. What was begun, by whatever process, is gone on with: a tag names the store's run, and
 * saying a thing twice says it once. The model of a run that brings one in a form to load is registered.
 */
public final class MlflowExport {

    /** The tag that names the store's run. */
    static final String TAG = "hamlet.run";

    private static final int ENTRIES = 100;
    private static final String PROXIED = "mlflow-artifacts:";

    private final RunStore store;
    private final MlflowServer server;

    /** Brings runs of this store to this server. */
    public MlflowExport(RunStore store, MlflowServer server) {
        this.store = store;
        this.server = server;
    }

    /**
     * Brings what is known of a run to the server; all of it, files included, if it has ended.
     *
     * @throws IOException if the server cannot be reached, or refuses something; what it has then is no finished run
     */
    public void export(TrackedRun run) throws IOException {
        MlflowRun there = find(run);
        logBatches(run, there.runId());
        if (run.state() == RunState.RUNNING) {
            return;
        }
        upload(run, there);
        server.post("runs/update", new RunUpdate(there.runId(), run.state().toString(), millis(run.lastKnown())),
                Nothing.class);
        register(run, there);
        store.exported(run.id(), there.asWhole());
    }

    /** Whether all of a run is at this server. */
    public boolean isWhole(TrackedRun run) throws IOException {
        return known(run).map(MlflowRun::whole).orElse(false);
    }

    private Optional<MlflowRun> known(TrackedRun run) throws IOException {
        return store.exported(run.id()).filter(each -> each.server().equals(server.address().toString()));
    }

    private MlflowRun find(TrackedRun run) throws IOException {
        String experiment = experiment(run.experiment());
        var query = new RunQuery(List.of(experiment), "tags.`%s` = '%s'".formatted(TAG, run.id()), 1);
        List<RunAnswer> found = server.post("runs/search", query, FoundRuns.class).runs();
        RunInfo info = found.isEmpty() ? created(run, experiment) : found.getFirst().info();
        return new MlflowRun(server.address().toString(), experiment, info.runId(), info.artifactUri(), false);
    }

    private String experiment(String name) throws IOException {
        try {
            return server.get("experiments/get-by-name", Map.of("experiment_name", name), ExperimentAnswer.class)
                    .experiment().experimentId();
        } catch (MlflowException e) {
            if (!e.is("RESOURCE_DOES_NOT_EXIST")) {
                throw e;
            }
            return server.post("experiments/create", new NewExperiment(name), MlflowApi.Experiment.class)
                    .experimentId();
        }
    }

    private RunInfo created(TrackedRun run, String experiment) throws IOException {
        Map<String, String> tags = new TreeMap<>(Map.of(TAG, run.id(), "mlflow.source.name", "./hamlet " + run.stage(),
                "mlflow.source.type", "LOCAL"));
        Optional.ofNullable(run.tags().get("git.commit"))
                .ifPresent(commit -> tags.put("mlflow.source.git.commit", commit));
        var request = new NewRun(experiment, run.id(), millis(run.started()), KeyValue.tags(tags));
        return server.post("runs/create", request, Created.class).run().info();
    }

    /** Last of all, so that nothing is registered whose files are not there. */
    private void register(TrackedRun run, MlflowRun there) throws IOException {
        if (run.state() == RunState.FINISHED
                && Files.exists(store.artifacts(run.id()).resolve(LoadableModel.DESCRIPTION))) {
            new MlflowRegistry(server).register(run.experiment(), run.tags().getOrDefault("model.version", "unknown"),
                    there);
        }
    }

    private void logBatches(TrackedRun run, String id) throws IOException {
        for (List<KeyValue> part : parts(KeyValue.parameters(run.parameters()))) {
            server.post("runs/log-batch", new LogBatch(id, List.of(), part, List.of()), Nothing.class);
        }
        for (List<KeyValue> part : parts(KeyValue.tags(run.tags()))) {
            server.post("runs/log-batch", new LogBatch(id, List.of(), List.of(), part), Nothing.class);
        }
        long time = millis(run.lastKnown());
        for (List<Measured> part : parts(run.metrics().stream().map(each -> Measured.of(each, time)).toList())) {
            server.post("runs/log-batch", new LogBatch(id, part, List.of(), List.of()), Nothing.class);
        }
    }

    private static <T> List<List<T>> parts(List<T> all) {
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += ENTRIES) {
            parts.add(all.subList(from, Math.min(from + ENTRIES, all.size())));
        }
        return parts;
    }

    private void upload(TrackedRun run, MlflowRun there) throws IOException {
        Path folder = store.artifacts(run.id());
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                server.put(uploadPath(there.artifactUri()).resolve(folder.relativize(file)), file);
            }
        }
    }

    private Path uploadPath(String artifactUri) throws IOException {
        if (!artifactUri.startsWith(PROXIED)) {
            throw new IOException("%s: expected a server that takes artifacts (mlflow server --serve-artifacts), "
                    .formatted(server.address()) + "found one that keeps them at " + artifactUri);
        }
        return Path.of(URI.create(artifactUri).getPath().replaceFirst("^/", ""));
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }
}
