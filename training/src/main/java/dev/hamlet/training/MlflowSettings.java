package dev.hamlet.training;

import dev.hamlet.training.tracking.MlflowServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Which MLflow server there is to tell of runs, by the variables that MLflow's own clients read. */
final class MlflowSettings {

    static final String ADDRESS = "MLFLOW_TRACKING_URI";

    private static final String TOKEN = "MLFLOW_TRACKING_TOKEN";
    private static final String USERNAME = "MLFLOW_TRACKING_USERNAME";
    private static final String PASSWORD = "MLFLOW_TRACKING_PASSWORD";

    private MlflowSettings() {}

    /**
     * The server, if one is named.
     *
     * @throws IllegalArgumentException if its address is no HTTP one
     */
    static Optional<MlflowServer> server(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(ADDRESS)).filter(address -> !address.isBlank())
                .map(address -> new MlflowServer(URI.create(address), authorization(environment)));
    }

    private static Optional<String> authorization(Map<String, String> environment) {
        String token = environment.get(TOKEN);
        String username = environment.get(USERNAME);
        if (username != null) {
            String both = username + ":" + environment.getOrDefault(PASSWORD, "");
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
        }
        return Optional.ofNullable(token).map(value -> "Bearer " + value);
    }
}
