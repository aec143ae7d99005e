package dev.hamlet.training;

import dev.hamlet.training.registry.Alias;
import dev.hamlet.training.registry.RegisteredVersion;
import dev.hamlet.training.tracking.MlflowExport;
import dev.hamlet.training.tracking.MlflowRegistry;
import dev.hamlet.training.tracking.MlflowServer;
import dev.hamlet.training.tracking.RunState;
import dev.hamlet.training.tracking.RunStore;
import dev.hamlet.training.tracking.TrackedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "export", mixinStandardHelpOptions = true, description = {
    "Brings tracked runs to the MLflow server that MLFLOW_TRACKING_URI names, as every run does by itself while the server can be reached.",
    "What is there already is gone on with, so that this may be done twice."})
final class ExportCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(ExportCommand.class);

    @Mixin
    private ConfigOption config = new ConfigOption();
    @Parameters(paramLabel = "RUN", description = "which runs (default: all that have ended and are not there)")
    private List<String> names = List.of();

    @Override
    public Integer call() throws IOException {
        var parameters = config.load();
        Path folder = parameters.runsPath().orElseThrow(() -> new IOException(
                "expected runs_path in the parameters, found none, so that no run is tracked"));
        MlflowServer server = MlflowSettings.server(System.getenv()).orElseThrow(() -> new IOException(
                "expected an MLflow server's address in %s, found none".formatted(MlflowSettings.ADDRESS)));
        var store = new RunStore(folder);
        var export = new MlflowExport(store, server);
        for (TrackedRun run : chosen(folder, store.runs(), export)) {
            export.export(run);
            log.info("{}: exported, {}", run.id(), run.state());
        }
        moveAliases(parameters, new MlflowRegistry(server));
        return 0;
    }

    /** As the registry has them now, whatever the server missed in between. */
    private static void moveAliases(dev.hamlet.training.Parameters parameters, MlflowRegistry there)
            throws IOException {
        if (Files.isDirectory(parameters.registry())) {
            for (RegisteredVersion version : Registries.open(parameters).versions()) {
                for (Alias alias : version.aliases()) {
                    boolean moved = there.alias(parameters.modelName(), alias.toString(), version.version());
                    log.info("{}: version {} {}", alias, version.version(), moved ? "there, too" : "is not there");
                }
            }
        }
    }

    private List<TrackedRun> chosen(Path folder, List<TrackedRun> runs, MlflowExport export) throws IOException {
        List<TrackedRun> chosen = new ArrayList<>();
        if (names.isEmpty()) {
            for (TrackedRun run : runs) {
                if (run.state() != RunState.RUNNING && !export.isWhole(run)) {
                    chosen.add(run);
                }
            }
            return chosen;
        }
        for (String name : names) {
            chosen.add(runs.stream().filter(run -> run.id().equals(name)).findFirst().orElseThrow(
                    () -> new IOException("%s: expected a run, found none".formatted(folder.resolve(name)))));
        }
        return chosen;
    }
}
