package dev.hamlet.local;

/** Splits rows of CSV or TSV, whole and in memory, into their cells; ends rows as {@link RowEnds} does. Not thread-safe. */
final class CellSplitter {

    /** Gets to know a row's cells. */
    @FunctionalInterface
    interface Sink {

        /** A cell's number in its row, from 0, and where it begins and ends, quotes aside. */
        void cell(int number, int start, int end);
    }

    private final boolean csv;
    private final byte[] bytes;
    private final Sink sink;
    private int at;
    private int rowStart;
    private int rowEnd;
    private int cells;
    private boolean malformed;

    CellSplitter(Format format, byte[] bytes, Sink sink) {
        this.csv = format == Format.CSV;
        this.bytes = bytes;
        this.sink = sink;
    }

    /** Splits the next row, if there is one. */
    boolean next() {
        cells = 0;
        malformed = false;
        return csv ? nextOfCsv() : nextOfTsv();
    }

    private boolean nextOfCsv() {
        while (at < bytes.length && isLineEnd()) {
            at++;
        }
        if (at == bytes.length) {
            return false;
        }
        rowStart = at;
        cell();
        while (at < bytes.length && bytes[at] == ',') {
            at++;
            cell();
        }
        rowEnd = at;
        return true;
    }

    private void cell() {
        if (at < bytes.length && bytes[at] == '"') {
            quoted();
        } else {
            int start = at;
            goToEndOfCell();
            sink.cell(cells++, start, at);
        }
    }

    private void quoted() {
        int start = ++at;
        while (bytes[at] != '"' || isQuote(at + 1)) {
            at += bytes[at] == '"' ? 2 : 1;
        }
        sink.cell(cells++, start, at);
        int end = ++at;
        goToEndOfCell();
        malformed |= at > end;
    }

    private boolean isQuote(int index) {
        return index < bytes.length && bytes[index] == '"';
    }

    private void goToEndOfCell() {
        while (at < bytes.length && bytes[at] != ',' && !isLineEnd()) {
            at++;
        }
    }

    private boolean isLineEnd() {
        return bytes[at] == '\n' || bytes[at] == '\r';
    }

    private boolean nextOfTsv() {
        while (at < bytes.length) {
            rowStart = at;
            while (at < bytes.length && bytes[at] != '\n') {
                at++;
            }
            rowEnd = at > rowStart && bytes[at - 1] == '\r' ? at - 1 : at;
            at = Math.min(at + 1, bytes.length);
            if (!isEmpty()) {
                splitAtTabs();
                return true;
            }
        }
        return false;
    }

    private boolean isEmpty() {
        int start = rowStart;
        while (start < rowEnd && bytes[start] == '\r') {
            start++;
        }
        return start == rowEnd;
    }

    private void splitAtTabs() {
        int start = rowStart;
        for (int i = rowStart; i < rowEnd; i++) {
            if (bytes[i] == '\t') {
                sink.cell(cells++, start, i);
                start = i + 1;
            }
        }
        sink.cell(cells++, start, rowEnd);
    }

    /** How many cells the current row has. */
    int cells() {
        return cells;
    }

    /** The current row's length without its end. */
    int length() {
        return rowEnd - rowStart;
    }

    /** Whether something else than a comma or a line end follows a quote in the current row. */
    boolean isMalformed() {
        return malformed;
    }
}
