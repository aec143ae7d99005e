package dev.hamlet.runtime;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.hamlet.handler.PredictHandler;
import dev.hamlet.stream.ChunkHandler;
import dev.hamlet.stream.KafkaHandler;
import dev.hamlet.stream.KinesisHandler;
import dev.hamlet.stream.SqsHandler;

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
            case "dev.hamlet.stream.SqsHandler::handleRequest", "dev.hamlet.stream.SqsHandler" -> new SqsHandler();
            case "dev.hamlet.stream.KinesisHandler::handleRequest", "dev.hamlet.stream.KinesisHandler" ->
                new KinesisHandler();
            case "dev.hamlet.stream.KafkaHandler::handleRequest", "dev.hamlet.stream.KafkaHandler" ->
                new KafkaHandler();
            case "dev.hamlet.stream.ChunkHandler::handleRequest", "dev.hamlet.stream.ChunkHandler" ->
                new ChunkHandler();
            default ->
                throw new IllegalArgumentException("expected PredictHandler of dev.hamlet.handler, or SqsHandler, "
                        + "KinesisHandler, KafkaHandler or ChunkHandler of dev.hamlet.stream, found \"" + name + "\"");
        };
    }
}
