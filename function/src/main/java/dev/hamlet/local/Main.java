package dev.hamlet.local;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
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
                --model FILE      the model to use (default: the one in the jar)
              classify   read messages from stdin, a line each (UTF-8); write a JSON object for each to stdout
                --model FILE      the model to use (default: the one in the jar)
                --explain         say which words led to the answer
              batch      classify files of rows; write a JSON object for each row to a file, in order
                --in FILE         CSV (RFC 4180) or TSV, both with a header, or JSON Lines: .csv, .tsv, .jsonl or .ndjson,
                                  perhaps with .gz; or a folder, with all such files below it; or a quoted pattern: 'data/*.csv'
                --out FILE        where answers go, packed if it ends in .gz; a folder for a folder or a pattern,
                                  in which an input's answers are NAME.answers.jsonl
                --text COLUMN     the column, or the objects' member, that is classified (default: text)
                --id COLUMN       one that is carried into the answer (default: none; rows have a number anyway)
                --format FORMAT   csv, tsv or jsonl, whatever the names end in
                --tolerate PERCENT  exit with 0 though up to so many of the rows could not be classified (default: 0)
                --explain         say which words led to the answer
                --model FILE      the model to use (default: the one in the jar)
                --restart         begin anew; else what a run before has answered, by the same model, of the same file,
                                  is not computed again
              version    print the model's version: the first 12 digits of its SHA-256
                --model FILE      the model to ask for (default: the one in the jar)
              verify     say whether a model is signed by a key
                --public-key FILE  the public key: EC on P-256, in PEM
                --model FILE      the model (default: the one in the jar)
                --signature FILE  its signature (default: the model's file name and .sig)
              help       show this

            Where the environment variable MODEL_PUBLIC_KEY has a public key (PEM, or base64 of its DER), no command answers by a model that
            this key has not signed.
            """;

    private Main() {}

    /** Runs a command and exits. */
    public static void main(String[] args) {
        PrintStream err = err();
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
        } catch (ExceptionInInitializerError e) {
            if (!(e.getCause() instanceof UncheckedIOException)) {
                throw e;
            }
            // the model in the jar is refused, and the log has the reason
            System.exit(1);
        }
    }

    private static PrintStream err() {
        return new PrintStream(System.err, true, StandardCharsets.UTF_8);
    }

    static int run(String... args) throws IOException, UsageException {
        if (args.length == 0) {
            throw new UsageException("expected a command: serve, classify, batch, version, verify or help");
        }
        var options = Arrays.asList(args).subList(1, args.length);
        if (options.contains("--help") || options.contains("-h")) {
            return help();
        }
        return switch (args[0]) {
            case "serve" -> Serve.run(new Options(options, List.of("--port", "--host", "--model"), List.of()));
            case "classify" -> Classify.run(new Options(options, List.of("--model"), List.of("--explain")));
            case "batch" ->
                BatchCommand.run(new Options(options, BatchCommand.VALUED, BatchCommand.FLAGS), err());
            case "version" -> ModelOption.printVersion(new Options(options, List.of("--model"), List.of()), System.out);
            case "verify" -> Verify.run(new Options(options, Verify.VALUED, List.of()), System.out);
            case "help", "--help", "-h" -> help();
            default ->
                throw new UsageException(
                        "expected the command serve, classify, batch, version, verify or help, found \"" + args[0]
                                + "\"");
        };
    }

    private static int help() {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.print(HELP);
        out.flush();
        return 0;
    }
}
