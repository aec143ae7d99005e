package dev.hamlet.local;

import dev.hamlet.handler.Limits;
import org.jspecify.annotations.Nullable;

/** Rows of CSV or TSV. Of each, only the cells that are asked for are decoded. Not thread-safe. */
final class CellRows implements Rows, CellSplitter.Sink {

    /** A UTF-16 unit takes three bytes at most, and a quote that is doubled takes two. */
    private static final int MOST_TEXT_BYTES = 3 * Limits.TEXT_CHARACTERS;

    private final Columns columns;
    private final byte[] bytes;
    private final CellSplitter splitter;
    private int textStart;
    private int textEnd;
    private int idStart;
    private int idEnd;

    CellRows(Columns columns, byte[] bytes) {
        this.columns = columns;
        this.bytes = bytes;
        this.splitter = new CellSplitter(columns.format(), bytes, this);
    }

    @Override
    public boolean next() {
        return splitter.next();
    }

    @Override
    public void cell(int number, int start, int end) {
        if (number == columns.textCell()) {
            textStart = start;
            textEnd = end;
        }
        if (number == columns.idCell()) {
            idStart = start;
            idEnd = end;
        }
    }

    @Override
    public @Nullable Id id() throws BadMessageException {
        check();
        return columns.id() == null ? null : new Id(decode(columns.format(), bytes, idStart, idEnd), false);
    }

    @Override
    public String text() throws BadMessageException {
        check();
        String text = textEnd - textStart > MOST_TEXT_BYTES
                ? null
                : decode(columns.format(), bytes, textStart, textEnd);
        if (text == null || text.length() > Limits.TEXT_CHARACTERS) {
            throw BadMessageException.tooLong();
        }
        return text;
    }

    private void check() throws BadMessageException {
        if (splitter.length() > RowReader.MOST_ROW_BYTES) {
            throw Rows.tooLong();
        }
        if (splitter.isMalformed()) {
            throw new BadMessageException("expected a comma or a line end after the quote, found something else");
        }
        if (splitter.cells() != columns.count()) {
            throw new BadMessageException(
                    "expected as many cells as the header has, " + columns.count() + ", found " + splitter.cells());
        }
    }

    /**
     * A cell's value.
     *
     * @throws BadMessageException if it is not UTF-8
     */
    static String decode(Format format, byte[] bytes, int start, int end) throws BadMessageException {
        String value = Utf8.decode(bytes, start, end - start);
        // a cell without quotes begins after a comma or a line end
        boolean quoted = format == Format.CSV && start > 0 && bytes[start - 1] == '"';
        return quoted ? value.replace("\"\"", "\"") : value;
    }
}
