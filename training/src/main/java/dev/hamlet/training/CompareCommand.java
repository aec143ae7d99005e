package dev.hamlet.training;

import dev.hamlet.model.Model;
import dev.hamlet.training.evaluation.Interval;
import dev.hamlet.training.evaluation.PairedComparison;
import dev.hamlet.training.registry.Publisher;
import dev.hamlet.training.registry.Registry;
import dev.hamlet.training.registry.VersionFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "compare", mixinStandardHelpOptions = true, description = {
    "Says what changes from one version to another on the same held-out messages: each figure's difference with its 95 % interval "
            + "(paired bootstrap), overall and by slice, which messages get another label, and the size.",
    "Messages are named by the SHA-256 of their texts."})
final class CompareCommand implements Callable<Integer> {

    private static final String ROW = "%-36s  %8s  %s%n";

    @Spec
    private CommandSpec command = CommandSpec.create();
    @Mixin
    private ConfigOption config = new ConfigOption();
    @picocli.CommandLine.Parameters(index = "0", paramLabel = "A", description = "a version, its first digits, or an alias")
    private String before = "";
    @picocli.CommandLine.Parameters(index = "1", paramLabel = "B", description = "the one to compare with it")
    private String after = "";
    @Option(names = "--report", paramLabel = "FILE", description = "write the same as JSON, too")
    private Optional<Path> report = Optional.empty();

    @Override
    public Integer call() throws IOException {
        Parameters parameters = config.load();
        Registry registry = Registries.open(parameters);
        VersionFolder a = registry.version(before);
        VersionFolder b = registry.version(after);
        Model model = b.model();
        PairedComparison comparison = PairedComparison.of(a.predictions(), b.predictions(), model.metadata().labels(),
                parameters.randomState());
        if (report.isPresent()) {
            Report.writeJson(comparison, report.get());
        }
        print(comparison, a, b, command.commandLine().getOut());
        return 0;
    }

    private static void print(PairedComparison comparison, VersionFolder a, VersionFolder b, PrintWriter out)
            throws IOException {
        out.printf(Locale.ROOT, "%s → %s%n%n", a.version(), b.version());
        out.printf(Locale.ROOT, ROW, "difference", "messages", "value (95 % interval)");
        print("", comparison.examples(), comparison.differences(), out);
        comparison.slices().forEach(slice -> print((slice.small() ? "(small) " : "") + slice.slice() + ", ",
                slice.examples(), slice.differences(), out));
        long before = Files.size(a.file(Publisher.MODEL));
        long after = Files.size(b.file(Publisher.MODEL));
        out.printf(Locale.ROOT, "%n%d bytes → %d bytes%n", before, after);
        out.printf(Locale.ROOT, "%d of %d messages get another label%n", comparison.changes().size(),
                comparison.examples());
        Map<String, Long> kinds = comparison.changes().stream().collect(Collectors.groupingBy(
                change -> "  %s, was %s, is %s".formatted(change.label(), change.before(), change.after()),
                TreeMap::new, Collectors.counting()));
        kinds.forEach((kind, count) -> out.printf(Locale.ROOT, "%s: %d%n", kind, count));
        comparison.changes().forEach(change -> out.printf(Locale.ROOT, "  %s  %s, was %s, is %s%n", change.sha256(),
                change.label(), change.before(), change.after()));
    }

    private static void print(String of, int examples, Map<String, Interval> differences, PrintWriter out) {
        differences.forEach((name, figure) -> out.printf(Locale.ROOT, ROW, of + name, examples,
                String.format(Locale.ROOT, "%+.4f (%+.4f to %+.4f)", figure.value(), figure.low(), figure.high())));
    }
}
