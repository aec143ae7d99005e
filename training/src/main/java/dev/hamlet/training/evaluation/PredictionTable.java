package dev.hamlet.training.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hamlet.training.dataset.Example;
import dev.hamlet.training.dataset.OutputFile;
import dev.hamlet.training.dataset.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a model said of each held-out message, without the messages: a file of lines of five columns with TAB between them, UTF-8,
 * LF after each, {@value #HEADER} on top.
 *
 * @param rows one a message, in the order of the held-out messages
 */
public record PredictionTable(List<Row> rows) {

    /** What the file is called. */
    public static final String FILE = "predictions.tsv";

    private static final String HEADER = "sha256\tlabel\tpredicted\tscore\tslices";
    private static final Pattern HEX_64 = Pattern.compile("[0-9a-f]{64}");
    /** What would end a cell, or a slice in it. */
    private static final Pattern SEPARATOR = Pattern.compile("[\\p{Cntrl};]");

    /** Copies the list. */
    public PredictionTable {
        rows = List.copyOf(rows);
    }

    /**
     * What a model said of a message.
     *
     * @param sha256 of the message's text in UTF-8, in 64 lower-case hexadecimal digits
     * @param label its label
     * @param predicted the label that it got
     * @param score the prediction's score: of two labels, the probability of the second, else that of the predicted one
     * @param slices the kinds of messages that it is one of, {@code by=kind} each, such as {@code length=1–40 characters}
     */
    public record Row(String sha256, String label, String predicted, double score, List<String> slices) {

        /**
         * Checks hash and score.
         *
         * @throws IllegalArgumentException if one of them is none
         */
        public Row {
            require(HEX_64.matcher(sha256).matches(), "sha256 of 64 lower-case hexadecimal digits", sha256);
            require(score >= 0 && score <= 1, "score from 0 to 1", score);
            slices = List.copyOf(slices);
        }

        private static Row of(Example example, Scored scored, List<String> labels,
                Map<String, Function<Example, String>> ways) {
            List<String> slices = ways.entrySet().stream().map(way -> way.getKey() + '='
                    + SEPARATOR.matcher(way.getValue().apply(example)).replaceAll(" ")).toList();
            return new Row(Sha256.of(example.text().getBytes(UTF_8)), labels.get(scored.actual()),
                    labels.get(scored.predicted()), scored.score(), slices);
        }

        private static Row parse(String line) {
            String[] cells = line.split("\t", -1);
            require(cells.length == 5, "5 columns", cells.length);
            return new Row(cells[0], cells[1], cells[2], Double.parseDouble(cells[3]),
                    Stream.of(cells[4].split(";")).filter(slice -> !slice.isEmpty()).toList());
        }

        @Override
        public String toString() {
            return String.join("\t", sha256, label, predicted, Double.toString(score), String.join(";", slices));
        }
    }

    /**
     * The table of predictions.
     *
     * @param labels the labels that the predictions number
     * @param source names the data set that an example is from
     */
    public static PredictionTable of(Predictions predictions, List<String> labels, Function<Example, String> source) {
        Map<String, Function<Example, String>> ways = Slicing.ways(source);
        return new PredictionTable(IntStream.range(0, predictions.examples().size())
                .mapToObj(i -> Row.of(predictions.examples().get(i), predictions.scored().get(i), labels, ways))
                .toList());
    }

    /** Messages by actual label (row) and predicted label (column); without those of labels that are not among these. */
    public List<List<Long>> confusion(List<String> labels) {
        return labels.stream().map(actual -> labels.stream().map(predicted -> rows.stream()
                .filter(row -> row.label().equals(actual) && row.predicted().equals(predicted)).count()).toList())
                .toList();
    }

    /** Writes the file; the same predictions give the same bytes. */
    public void write(Path file) throws IOException {
        OutputFile.write(file, Stream.concat(Stream.of(HEADER), rows.stream().map(Row::toString))
                .collect(Collectors.joining("\n", "", "\n")).getBytes(UTF_8));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if it cannot be read, or is no such table; it names the line
     */
    public static PredictionTable read(Path file) throws IOException {
        List<String> lines = new String(Files.readAllBytes(file), UTF_8).lines().toList();
        if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
            throw new IOException("%s:1: expected the columns %s, found %s".formatted(file.getFileName(),
                    HEADER.replace('\t', ' '), lines.isEmpty() ? "an empty file" : "others"));
        }
        List<Row> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            try {
                rows.add(Row.parse(line));
            } catch (IllegalArgumentException e) {
                throw new IOException("%s:%d: %s".formatted(file.getFileName(), rows.size() + 2, e.getMessage()), e);
            }
        }
        return new PredictionTable(rows);
    }

    private static void require(boolean condition, String expected, Object found) {
        if (!condition) {
            throw new IllegalArgumentException("expected %s, found %s".formatted(expected, found));
        }
    }
}
