package dev.hamlet.training.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Reads the two files of the behaviour suite: TAB between columns, one entry a line, UTF-8; empty lines and lines that start with a
 * number sign and a space are passed over.
 */
final class BehaviourFiles {

    /** The checks, as its head describes them. */
    static final String CHECKS = "behaviour.tsv";
    /** The capabilities: name, share of failures, reason. */
    static final String CAPABILITIES = "behaviour-capabilities.tsv";

    private BehaviourFiles() {}

    static List<Check> checks() {
        return checks(read(CHECKS));
    }

    static List<Capability> capabilities() {
        return capabilities(read(CAPABILITIES));
    }

    static List<Check> checks(String content) {
        return entries(CHECKS, content, BehaviourFiles::check);
    }

    static List<Capability> capabilities(String content) {
        return entries(CAPABILITIES, content, (id, cells) -> {
            requireColumns(cells, 3);
            return new Capability(cells[0], Double.parseDouble(cells[1]), cells[2]);
        });
    }

    private static Check check(String id, String[] cells) {
        String type = cells.length < 2 ? "" : cells[1];
        return switch (type) {
            case "MFT" -> {
                requireColumns(cells, 4);
                yield new Check.Labelled(id, cells[0], label(cells[2]), cells[3]);
            }
            case "INV", "DIR" -> {
                requireColumns(cells, 5);
                yield new Check.Related(id, cells[0], relation(type, cells[2]), cells[3], cells[4]);
            }
            default -> throw new IllegalArgumentException("expected MFT, INV or DIR, found \"%s\"".formatted(type));
        };
    }

    private static String label(String cell) {
        if (!BehaviourSuite.LABELS.contains(cell)) {
            throw new IllegalArgumentException(
                    "expected one of %s, found \"%s\"".formatted(BehaviourSuite.LABELS, cell));
        }
        return cell;
    }

    private static Relation relation(String type, String cell) {
        return switch (type + ' ' + cell) {
            case "INV same" -> Relation.SAME;
            case "DIR not-lower" -> Relation.NOT_LOWER;
            case "DIR not-higher" -> Relation.NOT_HIGHER;
            default -> throw new IllegalArgumentException(
                    "expected INV same, DIR not-lower or DIR not-higher, found %s %s".formatted(type, cell));
        };
    }

    private static void requireColumns(String[] cells, int expected) {
        if (cells.length != expected) {
            throw new IllegalArgumentException("expected %d columns, found %d".formatted(expected, cells.length));
        }
    }

    private static <T> List<T> entries(String file, String content, BiFunction<String, String[], T> parser) {
        List<T> entries = new ArrayList<>();
        String[] lines = content.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isEmpty() && !lines[i].startsWith("# ")) {
                String id = file + ':' + (i + 1);
                try {
                    entries.add(parser.apply(id, lines[i].split("\t", -1)));
                } catch (IllegalArgumentException e) {
                    throw new IllegalStateException(id + ": " + e.getMessage(), e);
                }
            }
        }
        return entries;
    }

    private static String read(String file) {
        try (InputStream in = BehaviourFiles.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("expected " + file + " in the jar, found none");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
