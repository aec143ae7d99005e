package dev.hamlet.local;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a file's rows have what is asked for.
 *
 * @param format how rows are written
 * @param text the name of the text
 * @param id the name of the id, null if none is asked for
 * @param count how many cells a row has; 0 if the format has no cells
 * @param textCell the number of the text's cell, from 0
 * @param idCell that of the id's, -1 if none is asked for
 */
record Columns(Format format, String text, @Nullable String id, int count, int textCell, int idCell) {

    private static final int MOST_SHOWN = 20;
    private static final int MOST_SHOWN_CHARACTERS = 40;

    /** Those of JSON objects, which have no header. */
    static Columns ofMembers(String text, @Nullable String id) {
        return new Columns(Format.JSONL, text, id, 0, 0, -1);
    }

    /**
     * Finds them in the first row.
     *
     * @param header its bytes, null if the file has no row
     * @throws BadInputException if a name is not there, or not once
     */
    static Columns ofHeader(Format format, String text, @Nullable String id, byte @Nullable [] header)
            throws BadInputException {
        if (header == null) {
            throw new BadInputException("expected a header with the column \"" + text + "\", found an empty file");
        }
        List<String> names = names(format, header);
        int idCell = id == null ? -1 : find(id, names);
        return new Columns(format, text, id, names.size(), find(text, names), idCell);
    }

    /** A batch's rows. */
    Rows rows(byte[] batch) {
        return format == Format.JSONL ? new JsonRows(this, batch) : new CellRows(this, batch);
    }

    private static List<String> names(Format format, byte[] header) throws BadInputException {
        List<int[]> cells = new ArrayList<>();
        new CellSplitter(format, header, (number, start, end) -> cells.add(new int[]{start, end})).next();
        List<String> names = new ArrayList<>();
        try {
            for (int[] cell : cells) {
                names.add(CellRows.decode(format, header, cell[0], cell[1]));
            }
        } catch (BadMessageException e) {
            throw new BadInputException("header: " + e.getMessage(), e);
        }
        return names;
    }

    private static int find(String name, List<String> names) throws BadInputException {
        int found = names.indexOf(name);
        if (found < 0) {
            throw new BadInputException("expected the column \"" + name + "\", found " + shown(names));
        }
        if (names.lastIndexOf(name) > found) {
            throw new BadInputException("expected the column \"" + name + "\" once, found it twice");
        }
        return found;
    }

    /** The names, though not all of a message where the header is missing. */
    private static String shown(List<String> names) {
        var shown = new StringBuilder();
        for (String name : names.subList(0, Math.min(names.size(), MOST_SHOWN))) {
            int end = Math.min(name.length(), MOST_SHOWN_CHARACTERS);
            shown.append(shown.isEmpty() ? "\"" : ", \"").append(name, 0, end)
                    .append(end < name.length() ? "…\"" : "\"");
        }
        return names.size() > MOST_SHOWN ? shown + " and " + (names.size() - MOST_SHOWN) + " more" : shown.toString();
    }
}
