package dev.hamlet.training;

import dev.hamlet.model.Model;
import dev.hamlet.training.registry.Alias;
import dev.hamlet.training.registry.Publisher;
import dev.hamlet.training.registry.RegistryListener;
import dev.hamlet.training.registry.VersionFolder;
import dev.hamlet.training.tracking.LoadableModel;
import dev.hamlet.training.tracking.MlflowRegistry;
import dev.hamlet.training.tracking.RunLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tracks what comes into the registry, each version with a form of it that MLflow can load, and has MLflow's aliases follow. */
final class RegistryTracking implements RegistryListener {

    private static final Logger log = LoggerFactory.getLogger(RegistryTracking.class);

    private final Parameters parameters;
    private final Path functionJar;
    private final Clock clock;

    RegistryTracking(Parameters parameters, Path functionJar, Clock clock) {
        this.parameters = parameters;
        this.functionJar = functionJar;
        this.clock = clock;
    }

    @Override
    public void registered(VersionFolder version) {
        if (parameters.runsPath().isEmpty()) {
            return;
        }
        try {
            Model model = version.model();
            Parameters own = parameters.withTrainerOf(model).orElse(parameters);
            Tracking.track("register", own, run -> track(version, model, run));
        } catch (IOException e) {
            log.warn("the registration is not tracked: {}", e.getMessage());
        }
    }

    private Integer track(VersionFolder version, Model model, RunLog run) throws IOException {
        Path file = version.file(Publisher.MODEL);
        Tracking.add(run, model, file);
        Tracking.add(run, version.figures());
        for (Path each : files(version)) {
            run.artifact(each);
        }
        if (Files.exists(functionJar)) {
            LoadableModel.addTo(run, version.version(), file, functionJar, clock.instant());
        } else {
            log.warn("{}: expected the function's jar, found none; MLflow gets no model to load", functionJar);
        }
        return 0;
    }

    private static List<Path> files(VersionFolder version) throws IOException {
        try (Stream<Path> files = Files.list(version.path())) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Override
    public void moved(Alias alias, String version) {
        try {
            Optional<MlflowRegistry> registry = Tracking.server().map(MlflowRegistry::new);
            if (registry.isPresent()
                    && !registry.get().alias(parameters.modelName(), alias.toString(), version)) {
                log.warn("MLflow has no version {}; \"./hamlet export\" brings what it has missed", version);
            }
        } catch (IOException e) {
            log.warn("{}; \"./hamlet export\" has the alias {} follow", e.getMessage(), alias);
        }
    }
}
