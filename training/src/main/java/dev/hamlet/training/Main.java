package dev.hamlet.training;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.HelpCommand;

/** The command line: one command a stage. Exit codes: 0 done, 1 failed, 2 used wrongly. */
@Command(name = "hamlet", description = "Makes the model: from labelled messages to the file that the function serves.", versionProvider = Versions.class, mixinStandardHelpOptions = true, subcommands = {
    FetchCommand.class, SplitCommand.class, TrainCommand.class, EvaluateCommand.class, PublishCommand.class,
    FitCommand.class,
    HelpCommand.class})
public final class Main {

    private static final Logger log = LoggerFactory.getLogger(Main.class);

    private Main() {}

    /** Runs a command and exits. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs a command; gives its exit code. */
    static int run(String... args) {
        return new CommandLine(new Main())
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler((e, line, result) -> failed(e))
                .execute(args.length == 0 ? new String[]{"--help"} : args);
    }

    /** What a user can mend is told in a line; what is ours to mend keeps its stack trace. */
    private static int failed(Exception e) {
        switch (e) {
            case NoSuchFileException missing -> log.error("expected a file at {}, found none", missing.getFile());
            case IOException io -> log.error("{}", io.getMessage());
            case IllegalArgumentException argument -> log.error("{}", argument.getMessage());
            case UncheckedIOException io -> log.error("{}", io.getMessage());
            default -> log.error("a fault in Hamlet", e);
        }
        return ExitCode.SOFTWARE;
    }
}
