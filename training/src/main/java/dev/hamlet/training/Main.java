package dev.hamlet.training;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: one command a stage. Exit codes: 0 done, 1 failed, 2 used wrongly. */
@Command(name = "hamlet", description = "Makes the model: from labelled messages to the file that the function serves.", versionProvider = Versions.class, mixinStandardHelpOptions = true, subcommands = {
    CheckCommand.class,
    FetchCommand.class, PipelineCommand.class, SplitCommand.class, TrainCommand.class, SelectCommand.class,
    EvaluateCommand.class,
    PublishCommand.class, FitCommand.class, RunsCommand.class, ExportCommand.class, CardCommand.class,
    RegisterCommand.class,
    VersionsCommand.class,
    CompareCommand.class, ReviewCommand.class, PromoteCommand.class, RollbackCommand.class,
    ReproduceCommand.class,
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
        // Charts are drawn and never shown: no display is needed, and none is looked for.
        System.setProperty("java.awt.headless", "true");
        var line = new CommandLine(new Main())
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((e, arguments) -> usedWrongly(e))
                .setExecutionExceptionHandler((e, command, result) -> failed(e));
        try {
            return line.execute(args.length == 0 ? new String[]{"--help"} : args);
        } catch (OutOfMemoryError e) {
            return outOfMemory();
        }
    }

    /** The mistake, what was likely meant, and where to read on: the whole help would hide them. */
    private static int usedWrongly(ParameterException e) {
        CommandLine command = e.getCommandLine();
        ParameterException mistake = unknownFirst(e);
        command.getErr().println("hamlet: " + mistake.getMessage());
        UnmatchedArgumentException.printSuggestions(mistake, command.getErr());
        command.getErr().println(command.getCommandSpec().qualifiedName() + " --help tells more");
        return ExitCode.USAGE;
    }

    /** Picocli misses what is required before it minds what is unknown: of a misspelt flag it would name all but that. */
    private static ParameterException unknownFirst(ParameterException e) {
        List<String> unknown = e.getCommandLine().getUnmatchedArguments();
        return e instanceof MissingParameterException && !unknown.isEmpty()
                ? new UnmatchedArgumentException(e.getCommandLine(), List.of(unknown.getFirst()))
                : e;
    }

    private static int outOfMemory() {
        long megabytes = Runtime.getRuntime().maxMemory() >> 20;
        log.error("expected the messages, and what is counted of them, to fit in {} MB of memory, found more; "
                + "give Java more with HAMLET_JAVA_OPTIONS=-Xmx{}m", megabytes, 2 * megabytes);
        return ExitCode.SOFTWARE;
    }

    private static boolean isOutOfMemory(@Nullable Throwable e) {
        return e instanceof OutOfMemoryError || e != null && isOutOfMemory(e.getCause());
    }

    /** What a user can mend is told in a line; what is ours to mend keeps its stack trace. */
    private static int failed(Exception e) {
        if (isOutOfMemory(e)) {
            return outOfMemory();
        }
        switch (e) {
            case NoSuchFileException missing -> log.error("expected a file at {}, found none", missing.getFile());
            case FileAlreadyExistsException file -> log.error("expected a folder at {}, found a file", file.getFile());
            case AccessDeniedException file -> log.error("expected access to {}, was denied", file.getFile());
            case IOException io -> log.error("{}", io.getMessage());
            case IllegalArgumentException argument -> log.error("{}", argument.getMessage());
            case UncheckedIOException io -> log.error("{}", io.getMessage());
            default -> log.error("a fault in Hamlet", e);
        }
        return ExitCode.SOFTWARE;
    }
}
