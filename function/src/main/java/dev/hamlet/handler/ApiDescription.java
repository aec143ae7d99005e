package dev.hamlet.handler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The description of every route, in OpenAPI 3.1: the file that the tests hold all requests and answers to. */
final class ApiDescription {

    static final String FILE = "dev/hamlet/handler/openapi.json";

    private ApiDescription() {}

    static Answer answer() {
        try {
            return Answer.json(new String(ShippedFile.read(FILE), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
