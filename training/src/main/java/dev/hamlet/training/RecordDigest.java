package dev.hamlet.training;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hamlet.training.dataset.Sha256;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Names the values in a record, whatever file they came from: one line {@code key.key.0.key=value} for each, in the order
 * of the components; maps by key, paths with {@code /}, absent values left out.
 */
final class RecordDigest {

    private final StringBuilder lines = new StringBuilder();

    private RecordDigest() {}

    /** SHA-256 of the lines in UTF-8, as 64 lower-case hexadecimal digits. */
    static String sha256(Record values) {
        return Sha256.of(lines(values).getBytes(UTF_8));
    }

    static String lines(Record values) {
        RecordDigest digest = new RecordDigest();
        digest.addRecord("", values);
        return digest.lines.toString();
    }

    /** The same values by their keys. */
    static SortedMap<String, String> values(Record values) {
        SortedMap<String, String> byKey = new TreeMap<>();
        lines(values).lines().map(line -> line.split("=", 2)).forEach(pair -> byKey.put(pair[0], pair[1]));
        return byKey;
    }

    private void add(String key, Object value) {
        switch (value) {
            case Record nested -> addRecord(key + ".", nested);
            case Map<?, ?> map -> new TreeMap<>(map).forEach((name, item) -> add(key + "." + name, item));
            case List<?> list -> addList(key, list);
            case Optional<?> optional -> optional.ifPresent(present -> add(key, present));
            case Path path -> add(key, path.toString().replace('\\', '/'));
            default -> lines.append(key).append('=').append(value).append('\n');
        }
    }

    private void addList(String key, List<?> list) {
        for (int i = 0; i < list.size(); i++) {
            add(key + "." + i, list.get(i));
        }
    }

    private void addRecord(String prefix, Record values) {
        for (RecordComponent component : values.getClass().getRecordComponents()) {
            add(prefix + RecordBinder.key(component), valueOf(component, values));
        }
    }

    private static Object valueOf(RecordComponent component, Record values) {
        try {
            return component.getAccessor().invoke(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("expected an accessible record, found %s".formatted(values.getClass()), e);
        }
    }
}
