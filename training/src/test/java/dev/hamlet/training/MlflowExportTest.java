package dev.hamlet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hamlet.training.tracking.LoadableModel;
import dev.hamlet.training.tracking.MlflowExport;
import dev.hamlet.training.tracking.MlflowRegistry;
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
    private RunStore store = new RunStore(Path.of(""));

    @BeforeEach
    void start() throws IOException {
        mlflow = new MlflowFake();
        store = new RunStore(folder.resolve("runs"));
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
        assertThat(new MlflowExport(store, new MlflowServer(URI.create("http://elsewhere"), Optional.empty()))
                .isWhole(run)).isFalse();
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
            var export = MlflowSettings.server(environment)
                    .map(server -> new MlflowExport(store, server));
            tracker(export).track("train", new RunLog(), log -> 0);
        }

        assertThat(mlflow.authorizations()).hasSameElementsAs(
                List.of("Bearer t0ken", "Basic Z3VpbGRlbnN0ZXJuOnBpcGU=")).startsWith("Bearer t0ken");
        assertThat(MlflowSettings.server(Collections.emptyMap())).isEmpty();
        assertThatThrownBy(() -> MlflowSettings.server(Map.of("MLFLOW_TRACKING_URI", "sqlite:///mlflow.db")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected MLflow's address to begin with http:// or https://, found sqlite:///mlflow.db");
    }

    @Test
    void registersAModelOnceAndAfterAllElse() throws IOException {
        mlflow.haveModel();
        mlflow.dieAfter(14);
        TrackedRun run = trackWithModel();
        assertThat(mlflow.requests()).doesNotContain("POST mlflow/model-versions/create");
        mlflow.recover();

        export().export(run);
        export().export(run);

        assertThat(mlflow.requests()).containsOnlyOnce("POST mlflow/model-versions/create");
        int registered = mlflow.requests().indexOf("POST mlflow/model-versions/create");
        assertThat(mlflow.requests().subList(0, registered)).contains("POST mlflow/runs/update",
                "PUT mlflow-artifacts/artifacts/7/there/artifacts/model/MLmodel",
                "PUT mlflow-artifacts/artifacts/7/there/artifacts/model/code/hamlet_pyfunc.py",
                "PUT mlflow-artifacts/artifacts/7/there/artifacts/model/data/function.jar",
                "PUT mlflow-artifacts/artifacts/7/there/artifacts/model/data/model.hamlet");
        assertThat(mlflow.bodies().get(registered)).contains("\"name\" : \"asides\"",
                "\"source\" : \"mlflow-artifacts:/7/there/artifacts/model\"", "\"run_id\" : \"there\"",
                "\"value\" : \"4054e4655d15\"");
        assertThat(mlflow.bodies()).anyMatch(body -> body.contains("    version: 4054e4655d15")
                && body.contains("utc_time_created: '1603-03-24 12:00:00.000000'"));
    }

    @Test
    void movesAnAliasToAVersionThatIsThere() throws IOException {
        var registry = new MlflowRegistry(new MlflowServer(mlflow.address(), Optional.empty()));
        assertThat(registry.alias("asides", "champion", "4054e4655d15")).isFalse();
        trackWithModel();

        assertThat(registry.alias("asides", "champion", "4054e4655d15")).isTrue();

        assertThat(mlflow.requests()).containsOnlyOnce("POST mlflow/registered-models/alias");
        assertThat(mlflow.bodies().getLast()).contains("\"alias\" : \"champion\"", "\"version\" : \"3\"");
    }

    private TrackedRun trackWithModel() throws IOException {
        Path file = Files.writeString(folder.resolve("any"), "bytes");
        tracker(Optional.of(export())).track("register", new RunLog(), log -> {
            log.tag("model.version", "4054e4655d15");
            LoadableModel.addTo(log, "4054e4655d15", file, file, NOON);
            return 0;
        });
        return store.runs().getFirst();
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
        return new MlflowExport(store, new MlflowServer(mlflow.address(), Optional.empty()));
    }
}
