package dev.hamlet.training;

import dev.hamlet.training.registry.Registry;
import dev.hamlet.training.registry.Review;
import dev.hamlet.training.registry.VersionFolder;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "review", mixinStandardHelpOptions = true, description = "Notes what a person decided of a version: only an approved one becomes prod, a rejected one becomes nothing.")
final class ReviewCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(ReviewCommand.class);

    @Mixin
    private ConfigOption config = new ConfigOption();
    @picocli.CommandLine.Parameters(index = "0", paramLabel = "VERSION", description = "a version, its first digits, or an alias that stands on it")
    private String version = "";
    @ArgGroup(exclusive = true, multiplicity = "1")
    private Decision decision = new Decision();
    @Option(names = "--by", paramLabel = "NAME", required = true, description = "who decided")
    private String by = "";
    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "why")
    private String reason = "";

    /** One or the other. */
    private static final class Decision {

        @Option(names = "--approve", required = true, description = "it may ship")
        private boolean approve;
        @Option(names = "--reject", required = true, description = "it may not")
        private boolean reject;

        Review review() {
            return reject ? Review.REJECTED : approve ? Review.APPROVED : Review.UNREVIEWED;
        }
    }

    @Override
    public Integer call() throws IOException {
        if (by.isBlank() || reason.isBlank()) {
            throw new IllegalArgumentException(
                    "expected a name and a reason, found \"%s\" and \"%s\"".formatted(by, reason));
        }
        Registry registry = Registries.open(config.load());
        VersionFolder folder = registry.version(version);
        registry.review(folder, decision.review(), by, reason);
        log.info("{}: {} by {}", folder.version(), decision.review(), by);
        return 0;
    }
}
