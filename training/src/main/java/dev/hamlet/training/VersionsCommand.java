package dev.hamlet.training;

import dev.hamlet.training.evaluation.Interval;
import dev.hamlet.training.registry.Alias;
import dev.hamlet.training.registry.RegisteredVersion;
import dev.hamlet.training.registry.Registry;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "versions", mixinStandardHelpOptions = true, description = "Lists the versions in the registry: when they came, what people decided, which aliases stand on them, how they do.")
final class VersionsCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(VersionsCommand.class);
    private static final String ROW = "%-12s  %-20s  %-10s  %-24s  %-22s  %-7s  %9s%n";
    private static final int SECONDS = "2000-01-01T00:00:00".length();

    @Spec
    private CommandSpec command = CommandSpec.create();
    @Mixin
    private ConfigOption config = new ConfigOption();
    @Option(names = "--verify", description = "find out that every file is as it was registered, and the audit log whole")
    private boolean verify;

    @Override
    public Integer call() throws IOException {
        Registry registry = Registries.open(config.load());
        List<String> problems = verify ? registry.problems() : List.of();
        if (!problems.isEmpty()) {
            throw new IOException(String.join("\n", problems));
        }
        PrintWriter out = command.commandLine().getOut();
        out.printf(Locale.ROOT, ROW, "version", "registered (UTC)", "review", "aliases", "MCC (95 % interval)",
                "blocked", "bytes");
        registry.versions().forEach(each -> print(each, out));
        if (verify) {
            log.info("every file is as it was registered, and the audit log whole");
        }
        return 0;
    }

    private static void print(RegisteredVersion each, PrintWriter out) {
        String aliases = each.aliases().stream().map(Alias::toString).collect(Collectors.joining(", "));
        Interval mcc = each.figures().get("mcc");
        Interval blocked = each.figures().get("blocked");
        out.printf(Locale.ROOT, ROW, each.version(), each.registered().substring(0, SECONDS).replace('T', ' '),
                each.review(), aliases,
                mcc == null ? "" : "%.4f (%.4f–%.4f)".formatted(mcc.value(), mcc.low(), mcc.high()),
                blocked == null ? "" : "%.4f".formatted(blocked.value()), each.bytes());
    }
}
