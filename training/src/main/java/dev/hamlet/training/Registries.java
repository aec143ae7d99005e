package dev.hamlet.training;

import dev.hamlet.training.registry.GateLimits;
import dev.hamlet.training.registry.Registry;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;

/** The registry that the parameters name, as its commands open it. */
final class Registries {

    private static final Path FUNCTION = Path.of("function", "target", "function.jar");

    private Registries() {}

    static Registry open(Parameters parameters) {
        Clock clock = Clock.systemUTC();
        return new Registry(parameters.registry(), clock, new RegistryTracking(parameters, functionJar(), clock));
    }

    /**
     * What must hold before an alias moves.
     *
     * @throws IOException if the parameters do not say
     */
    static GateLimits limits(Parameters parameters) throws IOException {
        return parameters.gates().orElseThrow(
                () -> new IOException("expected gates in the parameters, which promote looks at, found none"));
    }

    /** The function's jar of the same build: {@code function/target} stands where the {@code training/target} of this class does. */
    private static Path functionJar() {
        try {
            Path built = Path.of(Registries.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return built.resolve("../../..").normalize().resolve(FUNCTION);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("expected this class in a file, found it elsewhere", e);
        }
    }
}
