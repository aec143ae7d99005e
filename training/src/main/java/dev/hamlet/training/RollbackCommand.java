package dev.hamlet.training;

import dev.hamlet.training.dataset.Sha256;
import dev.hamlet.training.registry.Alias;
import dev.hamlet.training.registry.Publisher;
import dev.hamlet.training.registry.Rollback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "rollback", mixinStandardHelpOptions = true, description = "Moves an alias back to the version that it stood on before. Where that of prod had shipped, the one before ships again.")
final class RollbackCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(RollbackCommand.class);

    @Mixin
    private ConfigOption config = new ConfigOption();
    @Mixin
    private ByOption by = new ByOption();
    @picocli.CommandLine.Parameters(index = "0", paramLabel = "ALIAS", converter = AliasConverter.class, description = "challenger, champion or prod")
    private Alias alias = Alias.PROD;
    @Option(names = "--reason", paramLabel = "TEXT", description = "why, for the audit log")
    private String reason = "";

    @Override
    public Integer call() throws IOException {
        Parameters parameters = config.load();
        Rollback rollback = Registries.open(parameters).rollback(alias, by.name(), reason);
        log.info("{}: {} → {}", alias, rollback.from().version(), rollback.to().version());
        Path shipped = parameters.publish().targetDir().resolve(Publisher.MODEL);
        if (alias == Alias.PROD && Files.exists(shipped)
                && Sha256.of(shipped).equals(Sha256.of(rollback.from().file(Publisher.MODEL)))) {
            Publisher.ship(rollback.to(), parameters.publish().targetDir());
            log.info("{}: version {}", shipped, rollback.to().version());
        }
        return 0;
    }
}
