package dev.hamlet.handler;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The paths there are, and the methods each answers. */
enum Route {
    PAGE("/", "GET", "HEAD", "POST", "OPTIONS"),
    PREDICT("/predict", "POST", "OPTIONS"),
    HEALTH("/health", "GET", "HEAD", "OPTIONS"),
    MODEL("/model", "GET", "HEAD", "OPTIONS");

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
        return null;
    }

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
