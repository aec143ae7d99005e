package dev.hamlet.training.tracking;

import dev.hamlet.training.tracking.MlflowApi.FoundVersions;
import dev.hamlet.training.tracking.MlflowApi.KeyValue;
import dev.hamlet.training.tracking.MlflowApi.NewAlias;
import dev.hamlet.training.tracking.MlflowApi.NewModel;
import dev.hamlet.training.tracking.MlflowApi.NewVersion;
import dev.hamlet.training.tracking.MlflowApi.Nothing;
import dev.hamlet.training.tracking.MlflowApi.VersionAnswer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * MLflow's registry of models, in which a version is numbered; a tag has the version that the model itself says. Roles are aliases there,
 * too, since MLflow has given up stages.
 */
public final class MlflowRegistry {

    private static final String TAG = "hamlet.version";

    private final MlflowServer server;

    /** The registry of this server. */
    public MlflowRegistry(MlflowServer server) {
        this.server = server;
    }

    /** Registers the model that a run has brought, unless its version is there. */
    void register(String name, String version, MlflowRun run) throws IOException {
        try {
            server.post("registered-models/create", new NewModel(name), Nothing.class);
        } catch (MlflowException e) {
            if (!e.is("RESOURCE_ALREADY_EXISTS")) {
                throw e;
            }
        }
        if (number(name, version).isEmpty()) {
            var source = run.artifactUri() + "/" + LoadableModel.FOLDER;
            server.post("model-versions/create",
                    new NewVersion(name, source, run.runId(), List.of(new KeyValue(TAG, version))), Nothing.class);
        }
    }

    /**
     * Moves an alias.
     *
     * @param name the model's name
     * @param version the version as the model says it
     * @return whether that version is there
     * @throws IOException if the server cannot be reached, or refuses
     */
    public boolean alias(String name, String alias, String version) throws IOException {
        Optional<String> number = number(name, version);
        if (number.isPresent()) {
            server.post("registered-models/alias", new NewAlias(name, alias, number.get()), Nothing.class);
        }
        return number.isPresent();
    }

    private Optional<String> number(String name, String version) throws IOException {
        var filter = "name = '%s' AND tags.`%s` = '%s'".formatted(name, TAG, version);
        return server.get("model-versions/search", Map.of("filter", filter), FoundVersions.class).modelVersions()
                .stream().map(VersionAnswer::version).findFirst();
    }
}
