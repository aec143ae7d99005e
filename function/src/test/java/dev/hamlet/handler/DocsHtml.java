package dev.hamlet.handler;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Locale;

/** Draws {@code openapi.json} as the main part of the page at {@code /docs}. */
final class DocsHtml {

    private static final Gson PRETTY = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private final JsonObject file;
    private final StringBuilder out = new StringBuilder();

    private DocsHtml(JsonObject file) {
        this.file = file;
    }

    static String of(JsonObject file) {
        return new DocsHtml(file).draw();
    }

    private String draw() {
        JsonObject info = file.getAsJsonObject("info");
        out.append("<header class=\"line\">\n<p class=\"speaker name\"><a href=\"{{base}}/\">Hamlet</a></p>\n");
        out.append("<div>\n<h1>API</h1>\n<p class=\"lede\">").append(text(info, "description")).append("</p>\n");
        out.append("<p><a href=\"{{base}}/openapi.json\">openapi.json</a>, OpenAPI ").append(text(file, "openapi"))
                .append("</p>\n</div>\n</header>\n<main>\n");
        for (JsonElement tag : file.getAsJsonArray("tags")) {
            section(tag.getAsJsonObject());
        }
        out.append("<section class=\"line\">\n<h2 class=\"speaker\">Schemas</h2>\n<div>\n");
        file.getAsJsonObject("components").getAsJsonObject("schemas").asMap().forEach(this::schema);
        return out.append("</div>\n</section>\n</main>\n").toString();
    }

    private void section(JsonObject tag) {
        String name = tag.get("name").getAsString();
        out.append("<section class=\"line\">\n<h2 class=\"speaker\">").append(escaped(name)).append("</h2>\n<div>\n<p>")
                .append(text(tag, "description")).append("</p>\n");
        file.getAsJsonObject("paths").asMap().forEach((path, item) -> item.getAsJsonObject().asMap()
                .forEach((method, operation) -> {
                    if (operation.getAsJsonObject().getAsJsonArray("tags").get(0).getAsString().equals(name)) {
                        operation(method, path, operation.getAsJsonObject());
                    }
                }));
        out.append("</div>\n</section>\n");
    }

    private void operation(String method, String path, JsonObject operation) {
        out.append("<h3 id=\"").append(text(operation, "operationId")).append("\"><code>")
                .append(method.toUpperCase(Locale.ROOT)).append(' ').append(escaped(path))
                .append("</code></h3>\n<p>").append(text(operation, "summary")).append('.');
        if (operation.has("description")) {
            out.append(' ').append(text(operation, "description"));
        }
        out.append("</p>\n");
        if (operation.has("requestBody")) {
            content("Asks", operation.getAsJsonObject("requestBody").getAsJsonObject("content"));
        }
        operation.getAsJsonObject("responses").asMap().forEach((status, response) -> {
            JsonObject resolved = resolved(response.getAsJsonObject());
            out.append("<p class=\"note\"><code>").append(escaped(status)).append("</code> ")
                    .append(text(resolved, "description")).append("</p>\n");
            if (resolved.has("content") && status.equals("200")) {
                content("Answers", resolved.getAsJsonObject("content"));
            }
        });
    }

    private void content(String verb, JsonObject content) {
        content.asMap().forEach((mediaType, media) -> {
            out.append("<p class=\"note\">").append(verb).append(" <code>").append(escaped(mediaType))
                    .append("</code>");
            JsonObject schema = media.getAsJsonObject().getAsJsonObject("schema");
            if (schema.has("$ref")) {
                out.append(", ").append(link(schema));
            }
            out.append("</p>\n");
            examples(media.getAsJsonObject());
        });
    }

    private void examples(JsonObject media) {
        if (media.has("example")) {
            pre(media.get("example"));
        }
        if (media.has("examples")) {
            media.getAsJsonObject("examples").asMap().values()
                    .forEach(example -> pre(example.getAsJsonObject().get("value")));
        }
    }

    private void pre(JsonElement value) {
        boolean string = value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
        out.append("<pre>").append(escaped(string ? value.getAsString() : value.toString())).append("</pre>\n");
    }

    private void schema(String name, JsonElement schema) {
        out.append("<h3 id=\"").append(escaped(name)).append("\">").append(escaped(name)).append("</h3>\n<pre>")
                .append(linked(escaped(PRETTY.toJson(schema)))).append("</pre>\n");
    }

    /** References lead to what they refer to. */
    private static String linked(String json) {
        return json.replaceAll("(#/components/schemas/(\\w+))", "<a href=\"#$2\">$1</a>");
    }

    private static String link(JsonObject reference) {
        String name = reference.get("$ref").getAsString().replaceFirst(".*/", "");
        return "<a href=\"#" + name + "\">" + name + "</a>";
    }

    private JsonObject resolved(JsonObject response) {
        if (!response.has("$ref")) {
            return response;
        }
        String name = response.get("$ref").getAsString().replaceFirst(".*/", "");
        return file.getAsJsonObject("components").getAsJsonObject("responses").getAsJsonObject(name);
    }

    private static String text(JsonObject object, String member) {
        return escaped(object.get(member).getAsString());
    }

    private static String escaped(String text) {
        // no template may find a slot
        return Html.text(text).markup().replace("{{", "&#123;{");
    }
}
