package dev.hamlet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.training.tracking.MlflowExport;
import dev.hamlet.training.tracking.MlflowServer;
import dev.hamlet.training.tracking.RunLog;
import dev.hamlet.training.tracking.RunStore;
import dev.hamlet.training.tracking.TrackedRun;
import dev.hamlet.training.tracking.Tracker;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reaches an MLflow server, and what becomes of a run when none does. */
class MlflowExportTest {

    private static final Instant NOON = Instant.parse("1603-03-24T12:00:00Z");

    @TempDir
    private Path folder = Path.of("");
    private MlflowFake mlflow;
    private RunStore store = new RunStore(Path.of(""), new JsonFormat());

    @BeforeEach
    void start() throws IOException {
        mlflow = new MlflowFake();
        store = new RunStore(folder.resolve("runs"), new JsonFormat());
    }

    @AfterEach
    void stop() {
        mlflow.close();
    }

    @Test
    void tellsOfARunWhenItBeginsAndOfAllOfItWhenItHasEnded() throws IOException {
        TrackedRun run = track();

        assertThat(mlflow.requests()).containsExactly("GET mlflow/experiments/get-by-name", "POST mlflow/runs/search",
                "POST mlflow/runs/create", "POST mlflow/runs/log-batch", "GET mlflow/experiments/get-by-name",
                "POST mlflow/runs/search", "POST mlflow/runs/log-batch", "POST mlflow/runs/log-batch",
                "POST mlflow/runs/log-batch", "PUT mlflow-artifacts/artifacts/7/there/artifacts/a%20model.hamlet",
                "POST mlflow/runs/update");
        assertThat(mlflow.bodies().get(2)).contains("\"key\" : \"hamlet.run\"", "\"value\" : \"" + run.id() + "\"",
                "\"run_name\" : \"" + run.id() + "\"");
        assertThat(mlflow.bodies().get(8)).contains("\"key\" : \"mcc\"", "\"value\" : 0.75", "\"step\" : 2");
        assertThat(mlflow.bodies().get(9)).isEqualTo("weights");
        assertThat(mlflow.bodies().getLast()).contains("\"status\" : \"FINISHED\"");
        assertThat(store.isExported(run)).isTrue();
    }

    @Test
    void goesOnWithARunThatWasBegun() throws IOException {
        mlflow.dieAfter(9);
        TrackedRun run = track();
        assertThat(mlflow.requests()).doesNotContain("POST mlflow/runs/update");
        assertThat(store.isExported(run)).isFalse();

        assertThatThrownBy(() -> export().export(run)).hasMessageStartingWith(mlflow.address()
                + ": expected an answer to /api/2.0/mlflow/experiments/get-by-name, found ");

        mlflow.recover();
        export().export(run);

        assertThat(mlflow.requests()).containsOnlyOnce("POST mlflow/runs/create")
                .endsWith("PUT mlflow-artifacts/artifacts/7/there/artifacts/a%20model.hamlet",
                        "POST mlflow/runs/update");
        assertThat(export().isWhole(run)).isTrue();
        assertThat(new MlflowExport(store, new MlflowServer(URI.create("http://elsewhere"), Optional.empty(),
                new JsonFormat())).isWhole(run)).isFalse();
    }

    @Test
    void endsARunWhereNoServerIs() throws IOException {
        mlflow.close();

        TrackedRun run = track();

        assertThat(store.isExported(run)).isFalse();
        assertThat(store.artifacts(run.id()).resolve("a model.hamlet")).hasContent("weights");
        assertThatThrownBy(() -> export().export(run)).isInstanceOf(IOException.class)
                .hasMessage(mlflow.address() + ": expected an MLflow server, found none");
    }

    @Test
    void refusesAServerThatTakesNoArtifacts() throws IOException {
        mlflow.keepArtifactsAt("s3://bucket/7");

        TrackedRun run = track();

        assertThatThrownBy(() -> export().export(run)).hasMessage(mlflow.address()
                + ": expected a server that takes artifacts (mlflow server --serve-artifacts), found one that keeps them "
                + "at s3://bucket/7");
    }

    @Test
    void keepsToMlflowsLimits() throws IOException {
        tracker(Optional.of(export())).track("train", new RunLog(), log -> {
            for (int i = 0; i < 250; i++) {
                log.metric("mcc", 0.5, i);
                log.tag("a=b." + i, "x");
            }
            log.parameter("long", "x".repeat(7000));
            return 0;
        });

        assertThat(mlflow.requests().stream().filter("POST mlflow/runs/log-batch"::equals)).hasSize(1 + 3 + 3);
        assertThat(mlflow.bodies()).anySatisfy(body -> assertThat(body).contains("a_b.7"))
                .anySatisfy(body -> assertThat(body).contains("\"" + "x".repeat(6000) + "\""));
    }

    @Test
    void authenticatesAsMlflowsClientsDo() throws IOException {
        Map<String, String> token = Map.of("MLFLOW_TRACKING_URI", mlflow.address().toString(), "MLFLOW_TRACKING_TOKEN",
                "t0ken");
        Map<String, String> basic = Map.of("MLFLOW_TRACKING_URI", mlflow.address().toString(),
                "MLFLOW_TRACKING_USERNAME", "guildenstern", "MLFLOW_TRACKING_PASSWORD", "pipe");
        for (Map<String, String> environment : List.of(token, basic)) {
            var export = MlflowSettings.server(environment, new JsonFormat())
                    .map(server -> new MlflowExport(store, server));
            tracker(export).track("train", new RunLog(), log -> 0);
        }

        assertThat(mlflow.authorizations()).hasSameElementsAs(
                List.of("Bearer t0ken", "Basic Z3VpbGRlbnN0ZXJuOnBpcGU=")).startsWith("Bearer t0ken");
        assertThat(MlflowSettings.server(Collections.emptyMap(), new JsonFormat())).isEmpty();
        assertThatThrownBy(() -> MlflowSettings.server(Map.of("MLFLOW_TRACKING_URI", "sqlite:///mlflow.db"),
                new JsonFormat())).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected MLflow's address to begin with http:// or https://, found sqlite:///mlflow.db");
    }

    private TrackedRun track() throws IOException {
        Path model = Files.writeString(folder.resolve("a model.hamlet"), "weights");
        tracker(Optional.of(export())).track("train", known(), log -> {
            log.metric("mcc", 0.75, 2);
            log.tag("model.version", "4054e4655d15");
            log.artifact(model);
            return 0;
        });
        return store.runs().getFirst();
    }

    private static RunLog known() {
        var known = new RunLog();
        known.parameter("trainer", "maxent");
        return known;
    }

    private Tracker tracker(Optional<MlflowExport> export) {
        return new Tracker(store, "asides", Clock.fixed(NOON, ZoneOffset.UTC), export);
    }

    private MlflowExport export() {
        return new MlflowExport(store, new MlflowServer(mlflow.address(), Optional.empty(), new JsonFormat()));
    }
}
