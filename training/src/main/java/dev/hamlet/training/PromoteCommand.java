package dev.hamlet.training;

import dev.hamlet.training.registry.Alias;
import dev.hamlet.training.registry.Gate;
import dev.hamlet.training.registry.GateResult;
import dev.hamlet.training.registry.Gates;
import dev.hamlet.training.registry.Promotion;
import dev.hamlet.training.registry.PromotionRequest;
import dev.hamlet.training.registry.Publisher;
import dev.hamlet.training.registry.Registry;
import dev.hamlet.training.registry.VersionFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "promote", mixinStandardHelpOptions = true, description = {
    "Moves an alias to a version, if all gates let it pass: challenger, champion, or prod, which is what ships.",
    "Every gate is looked at and told: what was found, and what is expected."})
final class PromoteCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(PromoteCommand.class);
    private static final String ROW = "%-7s  %-9s  %-28s  %-34s  %s%n";

    @Spec
    private CommandSpec command = CommandSpec.create();
    @Mixin
    private ConfigOption config = new ConfigOption();
    @Mixin
    private ByOption by = new ByOption();
    @picocli.CommandLine.Parameters(index = "0", paramLabel = "VERSION", description = "a version, its first digits, or an alias that stands on it")
    private String version = "";
    @picocli.CommandLine.Parameters(index = "1", paramLabel = "ALIAS", converter = AliasConverter.class, description = "challenger, champion or prod")
    private Alias alias = Alias.CHALLENGER;
    @Option(names = "--dry-run", description = "look at the gates and leave the alias where it is")
    private boolean dryRun;
    @Option(names = "--waive", paramLabel = "GATE", converter = GateConverter.class, description = "pass this gate whatever is found there; may be repeated; needs a reason: floors, loss, behaviour, size, speed")
    private Set<Gate> waived = Set.of();
    @Option(names = "--reason", paramLabel = "TEXT", description = "why, for the audit log")
    private String reason = "";
    @Option(names = "--public-key", paramLabel = "FILE", description = "what the version must be signed by (default: what MODEL_PUBLIC_KEY holds, if it does)")
    private Optional<Path> publicKey = Optional.empty();
    @Option(names = "--ship", description = "of prod: put the model where publish does, for the next package")
    private boolean ship;

    @Override
    public Integer call() throws IOException {
        if (ship && alias != Alias.PROD) {
            throw new ParameterException(command.commandLine(), "expected --ship with prod, found " + alias);
        }
        Parameters parameters = config.load();
        Registry registry = Registries.open(parameters);
        VersionFolder candidate = registry.version(version);
        Gates gates = new Gates(Registries.limits(parameters), key(), parameters.randomState(), System::nanoTime);
        Promotion promotion = registry.promote(candidate, alias, gates,
                new PromotionRequest(by.name(), waived, reason, dryRun));
        print(promotion.gates(), command.commandLine().getOut());
        requirePassed(candidate, promotion.failed());
        tell(candidate, promotion);
        if (ship && !dryRun) {
            Publisher.ship(candidate, parameters.publish().targetDir());
            log.info("{}: version {}", parameters.publish().targetDir().resolve(Publisher.MODEL), candidate.version());
        }
        return 0;
    }

    private Optional<String> key() throws IOException {
        if (publicKey.isPresent()) {
            return Optional.of(Files.readString(publicKey.get()));
        }
        return Optional.ofNullable(System.getenv("MODEL_PUBLIC_KEY")).filter(key -> !key.isBlank());
    }

    private static void print(List<GateResult> gates, PrintWriter out) {
        if (!gates.isEmpty()) {
            out.printf(Locale.ROOT, ROW, "", "gate", "of", "found", "expected");
        }
        gates.forEach(each -> out.printf(Locale.ROOT, ROW, each.outcome(), each.gate(), each.subject(), each.found(),
                each.expected()));
    }

    private void requirePassed(VersionFolder candidate, List<GateResult> failed) throws IOException {
        if (!failed.isEmpty()) {
            throw new IOException(failed.stream().map(each -> "%s may not become %s: %s, %s: expected %s, found %s"
                    .formatted(candidate.version(), alias, each.gate(), each.subject(), each.expected(), each.found()))
                    .collect(Collectors.joining("\n")));
        }
    }

    private void tell(VersionFolder candidate, Promotion promotion) {
        String from = promotion.from().isEmpty() ? "none" : promotion.from();
        if (promotion.moved()) {
            log.info("{}: {} → {}", alias, from, candidate.version());
        } else if (dryRun) {
            log.info("{}: would move {} → {}", alias, from, candidate.version());
        } else {
            log.info("{} is {} already", alias, candidate.version());
        }
    }
}
