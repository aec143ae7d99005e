package dev.hamlet.handler;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The paths there are, and the methods each answers. A step in braces stands for any. */
enum Route {
    PAGE("/", "GET", "HEAD", "POST", "OPTIONS"),
    PREDICT("/predict", "POST", "OPTIONS"),
    HEALTH("/health", "GET", "HEAD", "OPTIONS"),
    MODEL("/model", "GET", "HEAD", "OPTIONS"),
    DESCRIPTION("/openapi.json", "GET", "HEAD", "OPTIONS"),
    DOCS("/docs", "GET", "HEAD", "OPTIONS"),
    EDGE_MODULE("/edge.js", "GET", "HEAD", "OPTIONS"),
    EDGE_MODEL("/model.hamlet", "GET", "HEAD", "OPTIONS"),
    SERVICE_WORKER("/service-worker.js", "GET", "HEAD", "OPTIONS"),
    MANIFEST("/manifest.webmanifest", "GET", "HEAD", "OPTIONS"),
    ICON("/icon.svg", "GET", "HEAD", "OPTIONS"),
    PING("/ping", "GET", "HEAD", "OPTIONS"),
    INVOCATIONS("/invocations", "POST", "OPTIONS"),
    V2_SERVER("/v2", "GET", "HEAD", "OPTIONS"),
    V2_LIVE("/v2/health/live", "GET", "HEAD", "OPTIONS"),
    V2_READY("/v2/health/ready", "GET", "HEAD", "OPTIONS"),
    V2_MODEL("/v2/models/{model}", "GET", "HEAD", "OPTIONS"),
    V2_MODEL_READY("/v2/models/{model}/ready", "GET", "HEAD", "OPTIONS"),
    V2_MODEL_INFER("/v2/models/{model}/infer", "POST", "OPTIONS"),
    V2_VERSION("/v2/models/{model}/versions/{version}", "GET", "HEAD", "OPTIONS"),
    V2_VERSION_READY("/v2/models/{model}/versions/{version}/ready", "GET", "HEAD", "OPTIONS"),
    V2_VERSION_INFER("/v2/models/{model}/versions/{version}/infer", "POST", "OPTIONS");

    /** The methods of HTTP (RFC 9110 and 5789); others are not worth a log's space. */
    static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE",
            "CONNECT");

    private final String path;
    private final List<String> methods;

    Route(String path, String... methods) {
        this.path = path;
        this.methods = List.of(methods);
    }

    static @Nullable Route of(String path) {
        for (Route route : values()) {
            if (route.path.equals(path)) {
                return route;
            }
        }
        return path.startsWith("/v2/models/") ? ofModel(path.split("/", -1)) : null;
    }

    private static @Nullable Route ofModel(String[] steps) {
        for (Route route : values()) {
            if (route.matches(steps)) {
                return route;
            }
        }
        return null;
    }

    private boolean matches(String[] steps) {
        String[] own = path.split("/", -1);
        boolean matches = own.length == steps.length;
        for (int i = 0; matches && i < own.length; i++) {
            matches = own[i].startsWith("{") ? !steps[i].isEmpty() : own[i].equals(steps[i]);
        }
        return matches;
    }

    /** Whether a path, known or not, is one of the Open Inference Protocol's. */
    static boolean isV2(String path) {
        return path.equals("/v2") || path.startsWith("/v2/");
    }

    /** The path, or its pattern: never a client's text. */
    String path() {
        return path;
    }

    /** The value of the header {@code Allow}. */
    String allow() {
        return String.join(", ", methods);
    }

    boolean allows(String method) {
        return methods.contains(method);
    }
}
