package dev.hamlet.handler;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The file that {@code /openapi.json} gives out, and what its schemas say of bodies; they are evaluated by an implementation that is
 * not ours.
 *
 * @param file the file
 * @param registry its schemas
 */
record Description(JsonObject file, SchemaRegistry registry) {

    private static final String ID = "urn:hamlet:openapi";

    static Description shipped() {
        try {
            String text = new String(ShippedFile.read(ApiDescription.FILE), StandardCharsets.UTF_8);
            return new Description(Invocation.strict(text).getAsJsonObject(), SchemaRegistry
                    .withDefaultDialect(Dialects.getOpenApi31(), builder -> builder.schemas(Map.of(ID, text))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pointer to what a path does at a method, or null if there is no such operation. */
    @Nullable
    String operation(String path, String method) {
        String pointer = "/paths/" + step(path) + "/" + method.toLowerCase(Locale.ROOT);
        return !has(pointer) ? null : pointer;
    }

    /** The pointer to the response of a status, or to the one for all others. */
    String response(String operation, int status) {
        String stated = operation + "/responses/" + status;
        String pointer = !has(stated) ? operation + "/responses/default" : stated;
        JsonObject response = at(pointer).getAsJsonObject();
        return response.has("$ref") ? response.get("$ref").getAsString().substring(1) : pointer;
    }

    /** The pointer to the schema of a media type, or null if it is not stated. */
    @Nullable
    String schema(String of, String mediaType) {
        String pointer = of + "/content/" + step(mediaType.split(";", 2)[0].strip()) + "/schema";
        return !has(pointer) ? null : pointer;
    }

    /** What is wrong with a body, a sentence each. */
    List<Error> problems(String schema, String body, String mediaType) {
        String json = mediaType.contains("json") ? body : new JsonPrimitive(body).toString();
        return registry.getSchema(SchemaLocation.of(ID + "#" + schema)).validate(json, InputFormat.JSON);
    }

    private boolean has(String pointer) {
        return find(pointer) != null;
    }

    /** What stands at a pointer, where something must. */
    JsonElement at(String pointer) {
        return Objects.requireNonNull(find(pointer), pointer);
    }

    private @Nullable JsonElement find(String pointer) {
        @Nullable
        JsonElement found = file;
        for (String step : pointer.substring(1).split("/", -1)) {
            found = found == null || !found.isJsonObject()
                    ? null
                    : found.getAsJsonObject().get(step.replace("~1", "/").replace("~0", "~"));
        }
        return found;
    }

    private static String step(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
