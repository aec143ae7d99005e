package dev.hamlet.training;

import java.util.List;
import java.util.SequencedMap;

/** A YAML value and where it stands. */
sealed interface YamlNode {

    /** Where the value begins. */
    Location at();

    /** What it is, in the words of an error message. */
    default String description() {
        return switch (this) {
            case Text text -> "text \"%s\"".formatted(text.value());
            case Numeric number -> "number %s".formatted(number.value());
            case Truth truth -> String.valueOf(truth.value());
            case Other other -> other.value();
            case Sequence sequence -> "a list";
            case Mapping mapping -> "a mapping";
        };
    }

    /** A quoted scalar, or one that is neither a number nor a word of YAML's own. */
    record Text(Location at, String value) implements YamlNode {}

    /** A number: an {@link Integer}, {@link Long}, {@link java.math.BigInteger} or {@link Double}. */
    record Numeric(Location at, Number value) implements YamlNode {}

    /** {@code true} or {@code false}. */
    record Truth(Location at, boolean value) implements YamlNode {}

    /** Nothing at all: no parameter is that. */
    record Other(Location at, String value) implements YamlNode {}

    /** A list. */
    record Sequence(Location at, List<YamlNode> items) implements YamlNode {}

    /** Keys in the order of the file. */
    record Mapping(Location at, SequencedMap<String, Field> fields) implements YamlNode {}

    /**
     * What a key stands for.
     *
     * @param at where the key begins
     * @param value the value
     */
    record Field(Location at, YamlNode value) {}
}
