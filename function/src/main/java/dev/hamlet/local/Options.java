package dev.hamlet.local;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The options of a command: {@code --name value} or {@code --name=value}, and flags, which have no value. */
final class Options {

    private final Map<String, String> values = new HashMap<>();

    /**
     * Reads the words after a command.
     *
     * @param valued the options that have a value
     * @param flags those that have none
     * @throws UsageException if a word is none of these, stands twice, lacks its value, or has one and is a flag
     */
    Options(List<String> words, List<String> valued, List<String> flags) throws UsageException {
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            boolean isFlag = flags.contains(name);
            if (!isFlag && !valued.contains(name)) {
                throw unknown(name, valued, flags);
            }
            @Nullable
            String given = equals < 0 ? null : word.substring(equals + 1);
            if (values.put(name, isFlag ? flag(name, given) : value(name, given, rest)) != null) {
                throw new UsageException("expected " + name + " once, found it twice");
            }
        }
    }

    private static UsageException unknown(String name, List<String> valued, List<String> flags) {
        List<String> known = new ArrayList<>(valued);
        known.addAll(flags);
        return new UsageException("expected one of " + String.join(", ", known) + ", found \"" + name + "\"");
    }

    private static String flag(String name, @Nullable String given) throws UsageException {
        if (given != null) {
            throw new UsageException("expected " + name + " without a value, found \"" + given + "\"");
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

    /**
     * The value of an option that must be there.
     *
     * @throws UsageException if it is not
     */
    String require(String name) throws UsageException {
        String value = values.get(name);
        if (value == null || value.isEmpty()) {
            throw new UsageException("expected a value for " + name + ", found none");
        }
        return value;
    }

    /** A share in percent, 0 to 100. */
    double percent(String name, double otherwise) throws UsageException {
        String value = get(name, Double.toString(otherwise));
        try {
            double percent = Double.parseDouble(value);
            if (percent >= 0 && percent <= 100) {
                return percent;
            }
        } catch (NumberFormatException e) {
            // falls through to the one message
        }
        throw new UsageException("expected " + name + " from 0 to 100, found \"" + value + "\"");
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
