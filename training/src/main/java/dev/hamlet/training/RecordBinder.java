package dev.hamlet.training;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes records of YAML mappings: the component {@code charNgramsMin} is the key {@code char_ngrams_min}. Components are
 * records, lists, maps from text, texts, paths, URIs, {@code int}, {@code long}, {@code double} and enums, whose constant
 * {@code LOG_COUNT_RATIO} is the text {@code log_count_ratio}; an {@link Optional} one may be left out, any other may not.
 * No value is taken for one of another type.
 */
final class RecordBinder {

    private static final Pattern WORD = Pattern.compile("\\w+");

    private RecordBinder() {}

    /**
     * Makes a record, and the records in it.
     *
     * @throws ParametersException if a key is unknown or missing, a value has another type, or a record's constructor refuses
     *         a value with an {@link IllegalArgumentException}; the latter is placed at the first key that its message
     *         names, if any, else at the mapping
     */
    static <T extends Record> T bind(Class<T> type, YamlNode node) throws ParametersException {
        return type.cast(value(type, node));
    }

    /** The key of a record's component. */
    static String key(RecordComponent component) {
        return component.getName().replaceAll("(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    private static Object value(Type type, YamlNode node) throws ParametersException {
        return switch (type) {
            case ParameterizedType list when list.getRawType() == List.class ->
                list(list.getActualTypeArguments()[0], node);
            case ParameterizedType map when map.getRawType() == Map.class -> map(map.getActualTypeArguments()[1], node);
            case ParameterizedType optional when optional.getRawType() == Optional.class ->
                Optional.of(value(optional.getActualTypeArguments()[0], node));
            case Class<?> record when record.isRecord() -> record(record, node);
            case Class<?> choice when choice.isEnum() -> constant(choice, node);
            default -> scalar(type, node);
        };
    }

    private static List<Object> list(Type type, YamlNode node) throws ParametersException {
        if (!(node instanceof YamlNode.Sequence sequence)) {
            throw mismatch("a list", node);
        }
        List<Object> list = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
            list.add(value(type, item));
        }
        return list;
    }

    private static Map<String, Object> map(Type type, YamlNode node) throws ParametersException {
        Map<String, Object> map = new LinkedHashMap<>();
        for (var field : mapping(node).fields().entrySet()) {
            map.put(field.getKey(), value(type, field.getValue().value()));
        }
        return map;
    }

    private static Object scalar(Type type, YamlNode node) throws ParametersException {
        if (type == String.class || type == Path.class || type == URI.class) {
            return textual(type, node);
        }
        if ((type == double.class || type == Double.class) && node instanceof YamlNode.Numeric number) {
            return number.value().doubleValue();
        }
        if (type == long.class && node instanceof YamlNode.Numeric(Location at, Number n) && isLong(n)) {
            return n.longValue();
        }
        if ((type == int.class || type == Integer.class) && node instanceof YamlNode.Numeric(Location at, Integer n)) {
            return n;
        }
        if (type == Boolean.class && node instanceof YamlNode.Truth truth) {
            return truth.value();
        }
        throw mismatch(expected(type), node);
    }

    private static String expected(Type type) {
        if (type == Boolean.class) {
            return "true or false";
        }
        return type == double.class || type == Double.class ? "a number" : "a whole number";
    }

    private static Object constant(Class<?> type, YamlNode node) throws ParametersException {
        Map<String, Object> constants = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            constants.put(constant.toString().toLowerCase(Locale.ROOT), constant);
        }
        Object chosen = node instanceof YamlNode.Text text ? constants.get(text.value()) : null;
        if (chosen == null) {
            throw mismatch("one of " + constants.keySet(), node);
        }
        return chosen;
    }

    private static Object textual(Type type, YamlNode node) throws ParametersException {
        if (!(node instanceof YamlNode.Text text)) {
            throw mismatch("text", node);
        }
        try {
            if (type == URI.class) {
                return URI.create(text.value());
            }
            return type == Path.class ? Path.of(text.value()) : text.value();
        } catch (IllegalArgumentException e) {
            throw new ParametersException(node.at(), "expected a path or an address, found %s".formatted(
                    node.description()), e);
        }
    }

    private static boolean isLong(Number number) {
        return number instanceof Integer || number instanceof Long;
    }

    private static Object record(Class<?> type, YamlNode node) throws ParametersException {
        YamlNode.Mapping mapping = mapping(node);
        RecordComponent[] components = type.getRecordComponents();
        requireKnownKeys(mapping, components);
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = component(components[i], mapping);
        }
        return construct(type, components, values, mapping);
    }

    private static void requireKnownKeys(YamlNode.Mapping mapping, RecordComponent[] components)
            throws ParametersException {
        List<String> known = Arrays.stream(components).map(RecordBinder::key).toList();
        for (var field : mapping.fields().entrySet()) {
            if (!known.contains(field.getKey())) {
                throw new ParametersException(field.getValue().at(), "unknown key \"%s\", expected one of %s".formatted(
                        field.getKey(), known));
            }
        }
    }

    private static Object component(RecordComponent component, YamlNode.Mapping mapping) throws ParametersException {
        YamlNode.Field field = mapping.fields().get(key(component));
        if (field != null) {
            return value(component.getGenericType(), field.value());
        }
        if (component.getType() == Optional.class) {
            return Optional.empty();
        }
        throw new ParametersException(mapping.at(), "missing key \"%s\", found only %s".formatted(key(component),
                mapping.fields().keySet()));
    }

    private static Object construct(Class<?> type, RecordComponent[] components, Object[] values,
            YamlNode.Mapping mapping) throws ParametersException {
        Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refusal) {
                String message = String.valueOf(refusal.getMessage());
                throw new ParametersException(locate(message, components, mapping), message, refusal);
            }
            throw new IllegalStateException("expected %s to check its values".formatted(type), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("expected an accessible record, found %s".formatted(type), e);
        }
    }

    private static Location locate(String message, RecordComponent[] components, YamlNode.Mapping mapping) {
        Map<String, RecordComponent> names = new HashMap<>();
        for (RecordComponent component : components) {
            names.put(component.getName(), component);
            names.put(key(component), component);
        }
        return WORD.matcher(message)
                .results()
                .map(word -> names.get(word.group()))
                .filter(Objects::nonNull)
                .map(component -> mapping.fields().get(key(component)))
                .filter(Objects::nonNull)
                .map(field -> field.value().at())
                .findFirst()
                .orElse(mapping.at());
    }

    private static YamlNode.Mapping mapping(YamlNode node) throws ParametersException {
        if (node instanceof YamlNode.Mapping mapping) {
            return mapping;
        }
        throw mismatch("a mapping", node);
    }

    private static ParametersException mismatch(String expected, YamlNode node) {
        return new ParametersException(node.at(), "expected %s, found %s".formatted(expected, node.description()));
    }
}
