package dev.hamlet.handler;

import dev.hamlet.model.Model;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/** The model's name, version and figures for the foot of a page, as far as its provenance has them. */
final class Figures {

    private static final String FIGURE = "figure.";
    /** Names as short as these are initials. */
    private static final int INITIALS = 3;

    /** The shipped model learnt from all examples, so its like was measured on some of them. */
    private static final String MEASURED = """
            <p>Measured on held-out examples, with a model made in the same way from the others:</p>
            """;
    private static final Template LIST = new Template("<dl>\n{{entries}}</dl>\n");
    private static final Template ENTRY = new Template("<div><dt>{{name}}</dt><dd>{{value}}</dd></div>\n");

    private final Model model;

    Figures(Model model) {
        this.model = model;
    }

    /** Two description lists: what the model is, and how good it was found. */
    Html markup() {
        SortedMap<String, String> provenance = model.metadata().provenance();
        var identity = new StringBuilder();
        identity.append(entry("Name", model.metadata().name()));
        identity.append(entry("Version", model.version()));
        identity.append(entry("Data", provenance.getOrDefault("data.name", "")));
        identity.append(entry("Examples", provenance.getOrDefault("data.examples", "")));
        var figures = new StringBuilder();
        provenance.forEach((name, value) -> {
            if (name.startsWith(FIGURE)) {
                figures.append(entry(readable(name.substring(FIGURE.length())), value));
            }
        });
        return new Html(list(identity) + (figures.isEmpty() ? "" : MEASURED) + list(figures));
    }

    private static String list(StringBuilder entries) {
        return entries.isEmpty() ? "" : LIST.fill(Map.of("entries", new Html(entries.toString()))).markup();
    }

    private static String entry(String name, String value) {
        return value.isEmpty() ? "" : ENTRY.fill(Map.of("name", name, "value", value)).markup();
    }

    private static String readable(String name) {
        if (name.length() <= INITIALS) {
            return name.toUpperCase(Locale.ROOT);
        }
        String words = name.replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
