package dev.hamlet.training;

import dev.hamlet.training.pipeline.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the stages of a {@code dvc.yaml}: of what DVC understands, {@code cmd}, {@code deps}, {@code params} of the one parameters file,
 * {@code outs} and {@code metrics}, {@code foreach} with {@code do}, and <code>${a.b}</code> for a parameter, {@code key}
 * or {@code item}. What else would shape a stage is refused.
 */
final class PipelineReader {

    /** What only says how things are shown. */
    private static final Set<String> SHOWN = Set.of("stages", "plots", "metrics", "params");
    private static final Set<String> STAGE = Set.of("cmd", "deps", "params", "outs", "metrics", "desc");
    private static final Set<String> FLAGS = Set.of("cache", "persist", "desc");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");

    private final Map<String, Object> parameters;

    /**
     * @param parameters what references may refer to
     */
    PipelineReader(Map<String, Object> parameters) {
        this.parameters = parameters;
    }

    /**
     * Reads all stages, in the order of the file.
     *
     * @throws ParametersException if there is something else than described, or a reference to nothing; it names line and column
     */
    List<Stage> read(YamlNode file) throws ParametersException {
        YamlNode.Mapping root = mapping(file);
        requireKeys(SHOWN, root);
        YamlNode.Field named = field("stages", root);
        List<Stage> stages = new ArrayList<>();
        for (var each : mapping(named.value()).fields().entrySet()) {
            YamlNode.Mapping definition = mapping(each.getValue().value());
            if (definition.fields().containsKey("foreach")) {
                stages.addAll(foreach(each.getKey(), definition));
            } else {
                stages.add(stage(each.getKey(), definition, parameters));
            }
        }
        return stages;
    }

    private List<Stage> foreach(String group, YamlNode.Mapping definition) throws ParametersException {
        requireKeys(Set.of("foreach", "do"), definition);
        YamlNode.Mapping template = mapping(field("do", definition).value());
        List<Stage> stages = new ArrayList<>();
        for (var item : items(field("foreach", definition).value()).entrySet()) {
            Map<String, Object> scope = new LinkedHashMap<>(parameters);
            scope.put("key", item.getKey());
            scope.put("item", item.getValue());
            stages.add(stage(group + "@" + item.getKey(), template, scope));
        }
        return stages;
    }

    private static Map<String, Object> items(YamlNode node) throws ParametersException {
        if (node instanceof YamlNode.Mapping mapping) {
            return YamlValues.of(mapping);
        }
        Map<String, Object> items = new LinkedHashMap<>();
        for (YamlNode item : list(node)) {
            items.put(text(item), text(item));
        }
        return items;
    }

    private static Stage stage(String name, YamlNode.Mapping definition, Map<String, Object> scope)
            throws ParametersException {
        requireKeys(STAGE, definition);
        List<Stage.Out> outs = new ArrayList<>(outs("outs", definition, scope));
        outs.addAll(outs("metrics", definition, scope));
        return new Stage(name, resolved(field("cmd", definition).value(), scope), texts("deps", definition, scope),
                texts("params", definition, scope), outs);
    }

    private static List<String> texts(String key, YamlNode.Mapping definition, Map<String, Object> scope)
            throws ParametersException {
        List<String> texts = new ArrayList<>();
        for (YamlNode item : optionalList(key, definition)) {
            texts.add(resolved(item, scope));
        }
        return texts;
    }

    private static List<Stage.Out> outs(String key, YamlNode.Mapping definition, Map<String, Object> scope)
            throws ParametersException {
        List<Stage.Out> outs = new ArrayList<>();
        for (YamlNode item : optionalList(key, definition)) {
            if (item instanceof YamlNode.Mapping flagged && flagged.fields().size() == 1) {
                var only = flagged.fields().firstEntry();
                YamlNode.Mapping flags = mapping(only.getValue().value());
                requireKeys(FLAGS, flags);
                outs.add(new Stage.Out(resolved(only.getKey(), item, scope), flag("cache", true, flags),
                        flag("persist", false, flags)));
            } else {
                outs.add(new Stage.Out(resolved(item, scope), true, false));
            }
        }
        return outs;
    }

    private static boolean flag(String key, boolean otherwise, YamlNode.Mapping flags) throws ParametersException {
        YamlNode.Field field = flags.fields().get(key);
        if (field == null) {
            return otherwise;
        }
        if (field.value() instanceof YamlNode.Truth truth) {
            return truth.value();
        }
        throw mismatch("true or false", field.value());
    }

    private static String resolved(YamlNode node, Map<String, Object> scope) throws ParametersException {
        return resolved(text(node), node, scope);
    }

    private static String resolved(String text, YamlNode at, Map<String, Object> scope) throws ParametersException {
        Matcher matcher = REFERENCE.matcher(text);
        var resolved = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(lookedUp(matcher.group(1), at, scope)));
        }
        return matcher.appendTail(resolved).toString();
    }

    private static String lookedUp(String reference, YamlNode at, Map<String, Object> scope)
            throws ParametersException {
        Object value = scope;
        for (String part : reference.strip().split("\\.", -1)) {
            value = value instanceof Map<?, ?> mapping ? mapping.get(part) : null;
        }
        return switch (value) {
            case String text -> text;
            case Integer number -> number.toString();
            case null, default -> throw new ParametersException(at.at(),
                    "expected ${%s} to be a text or whole number, found %s".formatted(reference,
                            value == null ? "none" : value));
        };
    }

    private static void requireKeys(Set<String> known, YamlNode.Mapping mapping) throws ParametersException {
        for (var each : mapping.fields().entrySet()) {
            if (!known.contains(each.getKey())) {
                throw new ParametersException(each.getValue().at(),
                        "expected of what DVC understands one of %s, found \"%s\"; \"dvc repro\" may run it".formatted(
                                known.stream().sorted().toList(), each.getKey()));
            }
        }
    }

    private static YamlNode.Field field(String key, YamlNode.Mapping mapping) throws ParametersException {
        YamlNode.Field field = mapping.fields().get(key);
        if (field == null) {
            throw new ParametersException(mapping.at(), "expected the key \"%s\", found only %s".formatted(key,
                    mapping.fields().keySet()));
        }
        return field;
    }

    private static List<YamlNode> optionalList(String key, YamlNode.Mapping mapping) throws ParametersException {
        YamlNode.Field field = mapping.fields().get(key);
        return field == null ? List.of() : list(field.value());
    }

    private static List<YamlNode> list(YamlNode node) throws ParametersException {
        if (node instanceof YamlNode.Sequence sequence) {
            return sequence.items();
        }
        throw mismatch("a list", node);
    }

    private static YamlNode.Mapping mapping(YamlNode node) throws ParametersException {
        if (node instanceof YamlNode.Mapping mapping) {
            return mapping;
        }
        throw mismatch("a mapping", node);
    }

    private static String text(YamlNode node) throws ParametersException {
        if (node instanceof YamlNode.Text text) {
            return text.value();
        }
        throw mismatch("text", node);
    }

    private static ParametersException mismatch(String expected, YamlNode node) {
        return new ParametersException(node.at(), "expected %s, found %s".formatted(expected, node.description()));
    }
}
