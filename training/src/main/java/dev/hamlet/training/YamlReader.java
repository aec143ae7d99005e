package dev.hamlet.training;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Reads one YAML document into a tree that knows where each value stands. Aliases and repeated keys are refused. */
final class YamlReader {

    private final String file;
    private final YAMLParser parser;

    private YamlReader(String file, YAMLParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /**
     * Reads a whole text.
     *
     * @param file what locations call it
     * @throws ParametersException if it is not one YAML document, or has an alias or a repeated key
     */
    static YamlNode read(String file, String yaml) throws ParametersException {
        try (YAMLParser parser = new YAMLFactory().createParser(yaml)) {
            return new YamlReader(file, parser).document();
        } catch (ParametersException e) {
            throw e;
        } catch (JsonProcessingException e) {
            throw new ParametersException(location(file, e.getLocation()), "expected YAML, found: " + problem(e), e);
        } catch (IOException e) {
            throw new IllegalStateException("expected to read a string without input or output", e);
        }
    }

    private YamlNode document() throws IOException {
        if (parser.nextToken() == null) {
            throw new ParametersException(new Location(file, 1, 1), "expected a mapping, found an empty file");
        }
        YamlNode root = value();
        if (parser.nextToken() != null) {
            throw new ParametersException(location(), "expected one YAML document, found another");
        }
        return root;
    }

    private YamlNode value() throws IOException {
        if (parser.isCurrentAlias()) {
            throw new ParametersException(location(), "expected a value, found an alias");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping();
            case START_ARRAY -> sequence();
            case VALUE_NUMBER_INT -> new YamlNode.Numeric(location(), parser.getNumberValue());
            case VALUE_NUMBER_FLOAT -> new YamlNode.Numeric(location(), parser.getDoubleValue());
            case VALUE_STRING -> new YamlNode.Text(location(), parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> new YamlNode.Truth(location(), parser.getBooleanValue());
            case VALUE_NULL -> new YamlNode.Other(location(), "nothing");
            default -> new YamlNode.Other(location(), parser.getText());
        };
    }

    private YamlNode mapping() throws IOException {
        Location start = location();
        SequencedMap<String, YamlNode.Field> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Location at = location();
            String key = parser.currentName();
            parser.nextToken();
            if (fields.put(key, new YamlNode.Field(at, value())) != null) {
                throw new ParametersException(at, "expected each key once, found \"%s\" again".formatted(key));
            }
        }
        return new YamlNode.Mapping(start, fields);
    }

    private YamlNode sequence() throws IOException {
        Location start = location();
        List<YamlNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value());
        }
        return new YamlNode.Sequence(start, List.copyOf(items));
    }

    /** The last line that is not indented: before it stands the context, and between them excerpts of the file. */
    private static String problem(JsonProcessingException e) {
        return e.getOriginalMessage()
                .lines()
                .filter(line -> !line.startsWith(" "))
                .reduce("", (context, problem) -> problem);
    }

    private Location location() {
        return location(file, parser.currentTokenLocation());
    }

    private static Location location(String file, JsonLocation location) {
        return new Location(file, location.getLineNr(), location.getColumnNr());
    }
}
