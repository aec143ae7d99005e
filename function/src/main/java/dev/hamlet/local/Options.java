package dev.hamlet.local;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The options of a command: {@code --name value}, {@code --name=value}, and the one flag {@code --explain}. */
final class Options {

    private static final String FLAG = "--explain";

    private final Map<String, String> values = new HashMap<>();

    /**
     * Reads the words after a command.
     *
     * @throws UsageException if one is not among the known options, stands twice, lacks its value, or has one and is the
     *     flag
     */
    Options(List<String> words, String... known) throws UsageException {
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (!List.of(known).contains(name)) {
                throw new UsageException("expected one of " + String.join(", ", known) + ", found \"" + name + "\"");
            }
            @Nullable
            String given = equals < 0 ? null : word.substring(equals + 1);
            if (values.put(name, name.equals(FLAG) ? flag(given) : value(name, given, rest)) != null) {
                throw new UsageException("expected " + name + " once, found it twice");
            }
        }
    }

    private static String flag(@Nullable String given) throws UsageException {
        if (given != null) {
            throw new UsageException("expected " + FLAG + " without a value, found \"" + given + "\"");
        }
        return "";
    }

    private static String value(String name, @Nullable String given, Iterator<String> rest) throws UsageException {
        if (given != null) {
            return given;
        }
        if (!rest.hasNext()) {
            throw new UsageException("expected a value after " + name + ", found none");
        }
        return rest.next();
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String get(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /** A port number, 0 to 65535. */
    int port(String name, int otherwise) throws UsageException {
        String value = get(name, Integer.toString(otherwise));
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // falls through to the one message
        }
        throw new UsageException("expected " + name + " from 0 to 65535, found \"" + value + "\"");
    }
}
