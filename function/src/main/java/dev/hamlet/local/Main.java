package dev.hamlet.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The command line of the function's jar. Exit codes: 0 done, 1 failed, 2 used wrongly. */
public final class Main {

    private static final String HELP = """
            Usage: java -jar function.jar COMMAND [OPTION…]

            Commands:
              serve      answer HTTP requests as the Lambda function does
                --port PORT       the port to listen on, 0 for any free one (default 3000)
                --host HOST       the address to listen on (default 127.0.0.1: this machine only)
              classify   read messages from stdin, a line each (UTF-8); write a JSON object for each to stdout
                --model FILE      the model to use (default: the one in the jar)
                --explain         say which words led to the answer
              version    print the model's version: the first 12 digits of its SHA-256
                --model FILE      the model to ask for (default: the one in the jar)
              help       show this
            """;

    private Main() {}

    /** Runs a command and exits. */
    public static void main(String[] args) {
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        try {
            int status = run(args);
            if (status != 0) {
                System.exit(status);
            }
        } catch (UsageException e) {
            err.println("hamlet: " + e.getMessage() + " (see --help)");
            System.exit(2);
        } catch (IOException e) {
            err.println("hamlet: " + e.getMessage());
            System.exit(1);
        }
    }

    static int run(String... args) throws IOException, UsageException {
        if (args.length == 0) {
            throw new UsageException("expected a command: serve, classify, version or help");
        }
        var options = Arrays.asList(args).subList(1, args.length);
        if (options.contains("--help") || options.contains("-h")) {
            return help();
        }
        return switch (args[0]) {
            case "serve" -> Serve.run(new Options(options, List.of("--port", "--host"), List.of()));
            case "classify" -> Classify.run(new Options(options, List.of("--model"), List.of("--explain")));
            case "version" -> ModelOption.printVersion(new Options(options, List.of("--model"), List.of()), System.out);
            case "help", "--help", "-h" -> help();
            default ->
                throw new UsageException(
                        "expected the command serve, classify, version or help, found \"" + args[0] + "\"");
        };
    }

    private static int help() {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.print(HELP);
        out.flush();
        return 0;
    }
}
