package dev.hamlet.training;

import dev.hamlet.training.tracking.RunStore;
import dev.hamlet.training.tracking.TrackedRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "runs", mixinStandardHelpOptions = true, description = {
    "Lists the runs that were tracked, the earliest first: one a line, columns parted by tabs.",
    "A run is RUNNING, FINISHED, FAILED or, when its process ended and could not say so, KILLED."})
final class RunsCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(RunsCommand.class);

    @Spec
    private CommandSpec command = CommandSpec.create();
    @Mixin
    private ConfigOption config = new ConfigOption();
    @Option(names = "--where", paramLabel = "CONDITION", converter = MetricCondition.Converter.class, description = "only runs of such a figure, as in --where 'mcc > 0.9'; may be repeated, each must hold")
    private List<MetricCondition> conditions = List.of();
    @Option(names = "--metric", paramLabel = "NAME", description = "a figure to show; may be repeated (default: mcc)")
    private List<String> metrics = List.of("mcc");

    @Override
    public Integer call() throws IOException {
        Parameters parameters = config.load();
        if (parameters.runsPath().isEmpty()) {
            log.info("the parameters have no runs_path, so that no run is tracked");
            return 0;
        }
        Path folder = parameters.runsPath().get();
        var store = new RunStore(folder);
        List<TrackedRun> runs = store.runs().stream()
                .filter(run -> conditions.stream().allMatch(each -> each.holds(run))).toList();
        PrintWriter out = command.commandLine().getOut();
        out.println(String.join("\t", header()));
        for (TrackedRun run : runs) {
            out.println(String.join("\t", row(run, store.isExported(run) ? "exported" : "-")));
        }
        return 0;
    }

    private List<String> header() {
        List<String> header = new ArrayList<>(List.of("run", "state", "mlflow", "trainer", "model"));
        header.addAll(metrics);
        return header;
    }

    private List<String> row(TrackedRun run, String exported) {
        List<String> row = new ArrayList<>(List.of(run.id(), run.state().toString(), exported,
                run.parameters().getOrDefault("trainer", "-"), run.tags().getOrDefault("model.version", "-")));
        metrics.forEach(name -> row.add(text(run.metric(name))));
        return row;
    }

    private static String text(OptionalDouble figure) {
        return figure.isPresent() ? String.format(Locale.ROOT, "%.4f", figure.getAsDouble()) : "-";
    }
}
