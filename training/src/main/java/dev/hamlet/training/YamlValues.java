package dev.hamlet.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a YAML tree says, wherever it says it: texts, numbers, truth values, lists and mappings. */
final class YamlValues {

    /** A number to YAML 1.2, and to DVC, but not to Jackson: {@code 1e-05}. */
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+[eE][-+]?[0-9]+");

    private YamlValues() {}

    static Map<String, Object> of(YamlNode.Mapping mapping) {
        Map<String, Object> values = new LinkedHashMap<>();
        mapping.fields().forEach((key, field) -> {
            Object value = of(field.value());
            if (value != null) {
                values.put(key, value);
            }
        });
        return values;
    }

    private static @Nullable Object of(YamlNode node) {
        return switch (node) {
            case YamlNode.Text text when NUMBER.matcher(text.value()).matches() -> Double.valueOf(text.value());
            case YamlNode.Text text -> text.value();
            case YamlNode.Numeric number -> number.value();
            case YamlNode.Truth truth -> truth.value();
            case YamlNode.Other _ -> null;
            case YamlNode.Sequence sequence -> list(sequence);
            case YamlNode.Mapping mapping -> of(mapping);
        };
    }

    private static List<Object> list(YamlNode.Sequence sequence) {
        List<Object> list = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
            Object value = of(item);
            if (value != null) {
                list.add(value);
            }
        }
        return list;
    }
}
