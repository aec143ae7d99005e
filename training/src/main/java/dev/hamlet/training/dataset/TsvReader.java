package dev.hamlet.training.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads labelled messages: one a line, columns separated by TAB, UTF-8, no header, and no quoting, so that a stray
 * {@code "} is a character like any other.
 *
 * <p>Lines end in LF or CRLF, the last one possibly in nothing; a byte order mark is dropped. A CR anywhere else makes
 * a bad row, since the message could not be written back as it was. Bytes that are not UTF-8 are never replaced.
 *
 * <p>Immutable; safe for use by several threads.
 */
public final class TsvReader {

    /** The columns of a file that has a label, then a text, and nothing else. */
    public static final List<String> LABEL_TEXT = List.of("label", "text");

    /** What an array can hold. */
    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private final List<String> columns;
    private final Set<String> labels;

    /**
     * A reader that takes any label.
     *
     * @param columns name of each column in order: "label" and "text" once each, others are ignored
     * @throws IllegalArgumentException if "label" or "text" is not there exactly once
     */
    public TsvReader(List<String> columns) {
        this(columns, Set.of());
    }

    /**
     * A reader to which any other label is an error.
     *
     * @param columns name of each column in order: "label" and "text" once each, others are ignored
     * @param labels the labels there are; when empty, any is taken
     * @throws IllegalArgumentException if "label" or "text" is not there exactly once
     */
    public TsvReader(List<String> columns, Set<String> labels) {
        this.columns = requireColumns(columns);
        this.labels = Collections.unmodifiableSet(new TreeSet<>(labels));
    }

    static List<String> requireColumns(List<String> columns) {
        if (!LABEL_TEXT.stream().allMatch(name -> Collections.frequency(columns, name) == 1)) {
            throw new IllegalArgumentException(
                    "expected columns with one label and one text, found %s".formatted(columns));
        }
        return List.copyOf(columns);
    }

    /**
     * Reads a whole file; bad rows are part of the result.
     *
     * @throws DatasetException if the file is empty, larger than 2 GB, or a folder
     * @throws IOException if it cannot be read
     */
    public TsvReading read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new DatasetException("%s: expected a file, found a folder".formatted(file));
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new DatasetException("%s: expected a file of at most %d bytes, found %d".formatted(file, MOST_BYTES,
                    Files.size(file)));
        }
        return read(String.valueOf(file.getFileName()), Files.readAllBytes(file));
    }

    /**
     * Reads what a file holds; bad rows are part of the result.
     *
     * @param name name of the file
     * @throws DatasetException if it holds nothing
     */
    public TsvReading read(String name, byte[] bytes) throws DatasetException {
        int start = startsWithByteOrderMark(bytes) ? 3 : 0;
        if (start == bytes.length) {
            throw new DatasetException("%s: expected at least one row, found an empty file".formatted(name));
        }
        List<Example> examples = new ArrayList<>();
        List<BadRow> badRows = new ArrayList<>();
        for (int line = 1; start < bytes.length; line++) {
            int end = endOfLine(bytes, start);
            switch (parse(name, line, ByteBuffer.wrap(bytes, start, end - start).slice())) {
                case Example example -> examples.add(example);
                case BadRow badRow -> badRows.add(badRow);
            }
            start = end + 1;
        }
        return new TsvReading(new Dataset(examples), badRows);
    }

    private Row parse(String file, int line, ByteBuffer bytes) {
        CharBuffer chars = CharBuffer.allocate(bytes.remaining());
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(bytes, chars, true);
        if (result.isError()) {
            String found = "0x%02X at byte %d of the line".formatted(bytes.get(bytes.position()), bytes.position() + 1);
            return new BadRow(file, line, "UTF-8", found);
        }
        return parse(file, line, withoutFinalReturn(chars.flip().toString()));
    }

    private Row parse(String file, int line, String row) {
        if (row.indexOf('\r') >= 0) {
            return new BadRow(file, line, "a line that ends in LF or CRLF",
                    "a lone CR at character %d".formatted(row.indexOf('\r') + 1));
        }
        List<String> fields = List.of(row.split("\t", -1));
        if (fields.size() != columns.size()) {
            return new BadRow(file, line, "%d columns %s".formatted(columns.size(), columns),
                    String.valueOf(fields.size()));
        }
        String label = fields.get(columns.indexOf("label"));
        String text = fields.get(columns.indexOf("text"));
        return new RowReader(labels).read(file, line, label, text);
    }

    private static String withoutFinalReturn(String row) {
        return row.endsWith("\r") ? row.substring(0, row.length() - 1) : row;
    }

    private static boolean startsWithByteOrderMark(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    }

    private static int endOfLine(byte[] bytes, int start) {
        int end = start;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }
}
