package dev.hamlet.training;

import dev.hamlet.training.registry.Candidate;
import dev.hamlet.training.registry.Publisher;
import dev.hamlet.training.registry.VersionFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "register", mixinStandardHelpOptions = true, description = {
    "Takes a published model into the registry, with its evaluation, what it does in the behaviour suite, and where it comes from; "
            + "prints its version."})
final class RegisterCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(RegisterCommand.class);

    @Spec
    private CommandSpec command = CommandSpec.create();
    @Mixin
    private ConfigOption config = new ConfigOption();
    @Mixin
    private ByOption by = new ByOption();
    @Parameters(arity = "0..1", paramLabel = "FILE", description = "the model, with golden.tsv beside it (default: the one that publish shipped)")
    private Optional<Path> file = Optional.empty();
    @Option(names = "--reports", paramLabel = "DIR", description = "where evaluate wrote (default: the folder of the parameters' report_path)")
    private Optional<Path> reports = Optional.empty();

    @Override
    public Integer call() throws IOException {
        var parameters = config.load();
        Path model = file.orElse(parameters.publish().targetDir().resolve(Publisher.MODEL));
        Path metrics = reports.map(folder -> folder.resolve(VersionFolder.METRICS)).orElse(parameters.reportPath());
        Candidate candidate = Registration.of(model, metrics, config.file(), parameters).candidate();
        String version = candidate.provenance().version();
        boolean added = Registries.open(parameters).register(candidate, by.name());
        log.info("{}: version {} {}", parameters.registry(), version, added ? "registered" : "is there already");
        PrintWriter out = command.commandLine().getOut();
        out.println(version);
        return 0;
    }
}
