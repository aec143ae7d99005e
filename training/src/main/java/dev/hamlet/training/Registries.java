package dev.hamlet.training;

import dev.hamlet.training.registry.Alias;
import dev.hamlet.training.registry.Registry;
import dev.hamlet.training.registry.RegistryListener;
import dev.hamlet.training.registry.VersionFolder;
import java.time.Clock;

/** The registry that the parameters name, as its commands open it. */
final class Registries {

    private Registries() {}

    static Registry open(Parameters parameters) {
        return new Registry(parameters.registry(), Clock.systemUTC(), new Nobody());
    }

    private static final class Nobody implements RegistryListener {

        @Override
        public void registered(VersionFolder version) {
            // nobody keeps the same elsewhere
        }

        @Override
        public void moved(Alias alias, String version) {
            // nobody keeps the same elsewhere
        }
    }
}
