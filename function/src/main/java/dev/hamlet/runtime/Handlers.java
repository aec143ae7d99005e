package dev.hamlet.runtime;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.hamlet.handler.PredictHandler;

/** The handlers that can be asked for, by the name that the stack gives them; no class is looked up by a string. */
final class Handlers {

    private Handlers() {}

    /**
     * A new handler.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    static RequestStreamHandler named(String name) {
        return switch (name) {
            case "dev.hamlet.handler.PredictHandler::handleRequest", "dev.hamlet.handler.PredictHandler" ->
                new PredictHandler();
            default -> throw new IllegalArgumentException(
                    "expected the handler dev.hamlet.handler.PredictHandler::handleRequest, found \"" + name + "\"");
        };
    }
}
