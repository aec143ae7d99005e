package dev.hamlet.training;

import dev.hamlet.model.Model;
import dev.hamlet.training.dataset.Sha256;
import dev.hamlet.training.registry.Provenance;
import dev.hamlet.training.registry.Publisher;
import dev.hamlet.training.registry.VersionFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "reproduce", mixinStandardHelpOptions = true, description = {
    "Makes a published model again, from its data sets and parameters, in a folder of its own, and prints its SHA-256 if the file is "
            + "the same to the last byte; else names the first difference.",
    "A version brings its parameters; a file is held to those of this folder."})
final class ReproduceCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(ReproduceCommand.class);

    @Spec
    private CommandSpec command = CommandSpec.create();
    @Mixin
    private ConfigOption config = new ConfigOption();
    @Mixin
    private ThreadsOption threads = new ThreadsOption();
    @picocli.CommandLine.Parameters(index = "0", paramLabel = "VERSION|FILE", description = "a version in the registry, its first digits, an alias; or a model file")
    private String what = "";
    @Option(names = "--evaluate", description = "measure the figures anew, too, which the model else is believed")
    private boolean evaluate;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path file = Path.of(what);
        String found = Files.isRegularFile(file)
                ? reproduce(file, config.load(), Optional.empty())
                : reproduce(Registries.open(config.load()).version(what));
        PrintWriter out = command.commandLine().getOut();
        out.println(found);
        return 0;
    }

    private String reproduce(VersionFolder version) throws IOException, InterruptedException {
        Parameters parameters = Parameters.load(version.file(VersionFolder.PARAMETERS));
        return reproduce(version.file(Publisher.MODEL), parameters, Optional.of(version.provenance()));
    }

    private String reproduce(Path file, Parameters parameters, Optional<Provenance> provenance)
            throws IOException, InterruptedException {
        Model model = Training.read(Files.readAllBytes(file), file);
        try {
            Reproduction.of(file, model, parameters, threads.count()).run(evaluate);
        } catch (IOException e) {
            throw new IOException("%s is not reproduced: %s%s".formatted(model.version(), e.getMessage(),
                    provenance.map(ReproduceCommand::otherCode).orElse("")), e);
        }
        log.info("{}: made again, the same {} bytes", model.version(), Files.size(file));
        return Sha256.of(file);
    }

    /** No difference by itself, but where one may come from. */
    private static String otherCode(Provenance provenance) {
        String here = GitCommit.find().map(GitCommit::sha).orElse("unknown");
        return here.equals(provenance.code())
                ? ""
                : "; it was registered from code %s%s, this is %s".formatted(provenance.code(),
                        provenance.codeChanged() ? " with changes" : "", here);
    }
}
