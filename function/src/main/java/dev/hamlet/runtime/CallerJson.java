package dev.hamlet.runtime;

import com.amazonaws.services.lambda.runtime.Client;
import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a mobile client's call says about who calls: two headers of JSON. */
final class CallerJson {

    private CallerJson() {}

    /**
     * Who called, by the header {@code Lambda-Runtime-Cognito-Identity}.
     *
     * @throws IllegalArgumentException if it is no JSON object
     */
    static @Nullable CognitoIdentity identity(@Nullable String json) {
        if (json == null) {
            return null;
        }
        Map<String, String> members = objects(json).getOrDefault("", Map.of());
        return new Identity(members.getOrDefault("cognitoIdentityId", ""),
                members.getOrDefault("cognitoIdentityPoolId", ""));
    }

    /**
     * What the client says of itself, by the header {@code Lambda-Runtime-Client-Context}.
     *
     * @throws IllegalArgumentException if it is no JSON object
     */
    static @Nullable ClientContext clientContext(@Nullable String json) {
        if (json == null) {
            return null;
        }
        Map<String, Map<String, String>> objects = objects(json);
        return new Caller(new App(objects.getOrDefault("client", Map.of())), objects.getOrDefault("custom", Map.of()),
                objects.getOrDefault("env", Map.of()));
    }

    /** The members of each object in the outer one, by its name; the outer one's own under the empty name. */
    private static Map<String, Map<String, String>> objects(String json) {
        var objects = new HashMap<String, Map<String, String>>();
        try (var reader = new JsonReader(new StringReader(json))) {
            members(reader, "", objects);
        } catch (IOException | IllegalStateException e) {
            throw new IllegalArgumentException("expected a JSON object about the caller, found something else", e);
        }
        return objects;
    }

    private static void members(JsonReader reader, String owner, Map<String, Map<String, String>> objects)
            throws IOException {
        var members = new HashMap<String, String>();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            JsonToken token = reader.peek();
            if (token == JsonToken.STRING || token == JsonToken.NUMBER) {
                members.put(name, reader.nextString());
            } else if (token == JsonToken.BEGIN_OBJECT && owner.isEmpty()) {
                members(reader, name, objects);
            } else {
                reader.skipValue();
            }
        }
        reader.endObject();
        objects.put(owner, members);
    }

    private record Identity(String getIdentityId, String getIdentityPoolId) implements CognitoIdentity {}

    private record Caller(Client getClient, Map<String, String> getCustom, Map<String, String> getEnvironment)
            implements
                ClientContext {}

    private record App(Map<String, String> members) implements Client {

        @Override
        public String getInstallationId() {
            return member("installation_id");
        }

        @Override
        public String getAppTitle() {
            return member("app_title");
        }

        @Override
        public String getAppVersionName() {
            return member("app_version_name");
        }

        @Override
        public String getAppVersionCode() {
            return member("app_version_code");
        }

        @Override
        public String getAppPackageName() {
            return member("app_package_name");
        }

        private String member(String name) {
            return members.getOrDefault(name, "");
        }
    }
}
