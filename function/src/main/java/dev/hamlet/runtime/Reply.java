package dev.hamlet.runtime;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP response.
 *
 * @param headers by name in lower case
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Reply(int status, Map<String, String> headers, byte[] body) {

    /** The value of a header, by its name in lower case; null where there is none. */
    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    /** The body as a line of the log. */
    String text() {
        return new String(body, 0, Math.min(body.length, 500), StandardCharsets.UTF_8).replace('\n', ' ');
    }
}
