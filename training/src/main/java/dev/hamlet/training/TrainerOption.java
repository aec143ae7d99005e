package dev.hamlet.training;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that has a command use another trainer than the parameters name. */
final class TrainerOption {

    @Option(names = "--trainer", paramLabel = "NAME", description = "which of the parameters' hyper_parameters to train with (default: the parameters' trainer)")
    private Optional<String> name = Optional.empty();

    boolean isGiven() {
        return name.isPresent();
    }

    /**
     * The parameters with that trainer.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    Parameters applyTo(Parameters parameters) {
        return name.map(parameters::withTrainer).orElse(parameters);
    }
}
