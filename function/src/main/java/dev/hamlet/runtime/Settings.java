package dev.hamlet.runtime;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What Lambda says in the environment. */
final class Settings {

    private Settings() {}

    /** The handler's name; empty where there is none. */
    static String handler() {
        return get("_HANDLER");
    }

    /**
     * The Runtime API's host and port.
     *
     * @throws IOException if there is no address
     */
    static String runtimeApi() throws IOException {
        String address = get("AWS_LAMBDA_RUNTIME_API");
        if (address.isEmpty()) {
            throw new IOException("expected the Runtime API's host:port in AWS_LAMBDA_RUNTIME_API, found nothing;"
                    + " this program is for Lambda or its emulator");
        }
        return address;
    }

    /** The value of a variable; empty where it is not set. */
    static String get(String name) {
        @Nullable
        String value = System.getenv(name);
        return value == null ? "" : value;
    }
}
