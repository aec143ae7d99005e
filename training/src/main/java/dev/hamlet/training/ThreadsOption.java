package dev.hamlet.training;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How many threads a command may use; the result is the same on any number. */
final class ThreadsOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--threads", paramLabel = "N", description = "how many folds to train at a time (default: one a processor); the model is the same")
    void use(int number) {
        if (number < 1) {
            throw new ParameterException(command.commandLine(), "expected --threads of at least 1, found " + number);
        }
        threads = number;
    }

    int count() {
        return threads;
    }
}
