package dev.hamlet.runtime;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/**
 * What Lambda is told of something thrown.
 *
 * @param type the class's name
 * @param message what went wrong; never any of a message's text
 */
record Failure(String type, String message) {

    /** Only the place: an exception's own message could quote a text. */
    static Failure ofInvocation(Throwable fault) {
        StackTraceElement[] trace = fault.getStackTrace();
        return new Failure(fault.getClass().getName(),
                "at " + (trace.length == 0 ? "an unknown place" : trace[0].toString()));
    }

    /** All that is known, without the JVM's wrapping: no event has been seen yet. */
    static Failure ofStart(Throwable fault) {
        Throwable cause = fault;
        while (cause instanceof ExceptionInInitializerError && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return new Failure(cause.getClass().getName(), messages(cause));
    }

    private static String messages(Throwable fault) {
        var messages = new StringBuilder(String.valueOf(fault.getMessage()));
        for (Throwable cause = fault.getCause(); cause != null; cause = cause.getCause()) {
            messages.append("; ").append(cause.getMessage());
        }
        return messages.toString();
    }

    String json() {
        var text = new StringWriter();
        try (var json = new JsonWriter(text)) {
            json.beginObject();
            json.name("errorType").value(type);
            json.name("errorMessage").value(message);
            json.endObject();
        } catch (IOException e) {
            throw new IllegalStateException("a string is written without failure", e);
        }
        return text.toString();
    }

    byte[] bytes() {
        return json().getBytes(StandardCharsets.UTF_8);
    }
}
