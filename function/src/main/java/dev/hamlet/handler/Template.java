package dev.hamlet.handler;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Markup with slots written <code>{{name}}</code>.
 *
 * @param source the markup
 */
record Template(String source) {

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";

    /** Reads a template from the page's resources. */
    static Template of(String resource) {
        return new Template(read(resource));
    }

    /** Reads a file of the page's resources, its lines ended as a browser's parser ends them: so hashes of it hold. */
    static String read(String resource) {
        try (InputStream in = Template.class.getResourceAsStream("page/" + resource)) {
            if (in == null) {
                throw new IllegalStateException("expected a resource page/" + resource + ", found none");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Fills every slot: {@link Html} goes in as it is, anything else as escaped text.
     *
     * @throws IllegalArgumentException if a slot has no value
     */
    Html fill(Map<String, ?> values) {
        var out = new StringBuilder(source.length() * 2);
        int end = 0;
        int open = source.indexOf(OPEN);
        while (open >= 0) {
            int close = source.indexOf(CLOSE, open);
            out.append(source, end, open);
            out.append(markup(source.substring(open + OPEN.length(), close), values));
            end = close + CLOSE.length();
            open = source.indexOf(OPEN, end);
        }
        return new Html(out.append(source, end, source.length()).toString());
    }

    private static String markup(String slot, Map<String, ?> values) {
        Object value = values.get(slot);
        if (value == null) {
            throw new IllegalArgumentException("expected a value for " + slot + ", found only " + values.keySet());
        }
        return value instanceof Html html ? html.markup() : Html.text(value.toString()).markup();
    }
}
