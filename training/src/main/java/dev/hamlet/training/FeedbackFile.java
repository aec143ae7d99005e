package dev.hamlet.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.hamlet.training.dataset.BadRow;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Example;
import dev.hamlet.training.dataset.Row;
import dev.hamlet.training.dataset.RowReader;
import dev.hamlet.training.dataset.TsvReader;
import dev.hamlet.training.dataset.TsvReading;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Labelled messages as they are collected, by the ending of the file's name: {@code .csv} with a header that has label and text,
 * {@code .jsonl} or {@code .ndjson} with an object of label and text a line; any other is label, TAB, text. Other columns and members are
 * passed over. A line break or TAB inside a text is a space from then on, as it is to the model.
 *
 * @param name the file's name
 * @param labels the labels there are
 */
record FeedbackFile(String name, Set<String> labels) {

    private static final Pattern BREAKS = Pattern.compile("[\\t\\r\\n]+");
    private static final JsonMapper JSON = new JsonMapper();
    private static final CsvMapper CSV = CsvMapper.builder().enable(CsvParser.Feature.SKIP_EMPTY_LINES).build();

    /**
     * Reads what the file holds; bad rows are part of the result.
     *
     * @throws IOException if it is no such file, or not UTF-8
     */
    TsvReading read(byte[] bytes) throws IOException {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".csv")) {
            return csv(decoded(bytes));
        }
        if (lower.endsWith(".jsonl") || lower.endsWith(".ndjson")) {
            return jsonLines(decoded(bytes));
        }
        return new TsvReader(TsvReader.LABEL_TEXT, labels).read(name, bytes);
    }

    private String decoded(byte[] bytes) throws IOException {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IOException("%s: expected UTF-8, found other bytes".formatted(name), e);
        }
    }

    private TsvReading jsonLines(String text) {
        List<Row> rows = new ArrayList<>();
        int line = 0;
        for (String each : text.lines().toList()) {
            line++;
            if (!each.isBlank()) {
                rows.add(jsonRow(line, each));
            }
        }
        return reading(rows);
    }

    private Row jsonRow(int line, String text) {
        try {
            return row(line, JSON.readTree(text));
        } catch (JsonProcessingException e) {
            return new BadRow(name, line, "a JSON object", "none");
        }
    }

    private TsvReading csv(String text) throws IOException {
        List<Row> rows = new ArrayList<>();
        CsvSchema header = CsvSchema.emptySchema().withHeader();
        try (MappingIterator<JsonNode> records = CSV.readerFor(JsonNode.class).with(header).readValues(text)) {
            requireColumns(records);
            while (records.hasNextValue()) {
                rows.add(row(records.getCurrentLocation().getLineNr(), records.nextValue()));
            }
        } catch (JsonProcessingException e) {
            throw new IOException(
                    "%s:%d: expected a row of CSV, found none".formatted(name, e.getLocation().getLineNr()), e);
        }
        return reading(rows);
    }

    private void requireColumns(MappingIterator<JsonNode> records) throws IOException {
        records.hasNextValue();
        var schema = (CsvSchema) records.getParserSchema();
        if (schema.column("label") == null || schema.column("text") == null) {
            throw new IOException("%s:1: expected a header with label and text, found %d other columns".formatted(name,
                    schema.size()));
        }
    }

    private Row row(int line, JsonNode node) {
        JsonNode label = node.path("label");
        JsonNode text = node.path("text");
        if (!label.isTextual() || !text.isTextual()) {
            return new BadRow(name, line, "label and text, both texts", "other");
        }
        return new RowReader(labels).read(name, line, label.textValue(),
                BREAKS.matcher(text.textValue()).replaceAll(" "));
    }

    private static TsvReading reading(List<Row> rows) {
        List<Example> examples = new ArrayList<>();
        List<BadRow> bad = new ArrayList<>();
        for (Row row : rows) {
            switch (row) {
                case Example example -> examples.add(example);
                case BadRow badRow -> bad.add(badRow);
            }
        }
        return new TsvReading(new Dataset(examples), bad);
    }
}
