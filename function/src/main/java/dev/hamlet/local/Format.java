package dev.hamlet.local;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a file's rows are written. */
enum Format {

    /** RFC 4180: a header, quotes that hold commas, line ends and doubled quotes. */
    CSV,
    /** IANA's text/tab-separated-values: a header, no tab or line end in a cell; a quote is a character as any other. */
    TSV,
    /** A JSON object a line. */
    JSONL;

    private static final String GZIP = ".gz";

    /** The format that a file's name tells by its end, {@code .gz} aside; null if it tells none. */
    static @Nullable Format ofFile(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String plain = isGzip(name) ? lower.substring(0, lower.length() - GZIP.length()) : lower;
        if (plain.endsWith(".csv")) {
            return CSV;
        }
        if (plain.endsWith(".tsv")) {
            return TSV;
        }
        return plain.endsWith(".jsonl") || plain.endsWith(".ndjson") ? JSONL : null;
    }

    /**
     * The format of a word of the command line.
     *
     * @throws UsageException if it is none
     */
    static Format of(String word) throws UsageException {
        return switch (word) {
            case "csv" -> CSV;
            case "tsv" -> TSV;
            case "jsonl" -> JSONL;
            default -> throw new UsageException("expected --format csv, tsv or jsonl, found \"" + word + "\"");
        };
    }

    static boolean isGzip(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(GZIP);
    }
}
