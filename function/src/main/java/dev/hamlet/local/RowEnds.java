package dev.hamlet.local;

/**
 * Finds where rows end in bytes that come piece by piece. A row ends at a line feed; in CSV also at a carriage return, and at neither inside
 * quotes. A line of nothing, or of carriage returns alone, is no row. Not thread-safe.
 */
final class RowEnds {

    private enum State {
        BEFORE_ROW,
        BEFORE_CELL,
        IN_CELL,
        IN_QUOTES,
        AFTER_QUOTE
    }

    private final boolean csv;
    private State state = State.BEFORE_ROW;
    private int rows;
    private int end;
    private long lineFeeds;
    /** How many there were before the current row. */
    private long lineFeedsBefore;

    RowEnds(boolean csv) {
        this.csv = csv;
    }

    /**
     * Goes on through some bytes, up to so many whole rows.
     *
     * @return where it stopped: at {@code to}, or after the last of the rows
     */
    int scan(byte[] bytes, int from, int to, int mostRows) {
        int at = from;
        while (at < to && rows < mostRows) {
            at = switch (state) {
                case BEFORE_ROW -> beforeRow(bytes, at);
                case BEFORE_CELL -> beforeCell(bytes, at);
                case IN_CELL -> csv ? inCell(bytes, at, to) : inLine(bytes, at, to);
                case IN_QUOTES -> inQuotes(bytes, at, to);
                case AFTER_QUOTE -> afterQuote(bytes, at);
            };
        }
        return at;
    }

    private int beforeRow(byte[] bytes, int at) {
        if (bytes[at] == '\n' || bytes[at] == '\r') {
            lineFeeds += bytes[at] == '\n' ? 1 : 0;
            // in a line that is not CSV the carriage return may yet belong to a row
            end = csv || bytes[at] == '\n' ? at + 1 : end;
            return at + 1;
        }
        lineFeedsBefore = lineFeeds;
        state = csv ? State.BEFORE_CELL : State.IN_CELL;
        return at;
    }

    private int beforeCell(byte[] bytes, int at) {
        if (bytes[at] == '"') {
            state = State.IN_QUOTES;
            return at + 1;
        }
        state = State.IN_CELL;
        return at;
    }

    private int inCell(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != ',' && bytes[at] != '\n' && bytes[at] != '\r') {
            at++;
        }
        return at == to ? at : endOfCell(bytes, at);
    }

    private int endOfCell(byte[] bytes, int at) {
        if (bytes[at] == ',') {
            state = State.BEFORE_CELL;
            return at + 1;
        }
        return endOfRow(bytes, at);
    }

    private int endOfRow(byte[] bytes, int at) {
        lineFeeds += bytes[at] == '\n' ? 1 : 0;
        rows++;
        end = at + 1;
        state = State.BEFORE_ROW;
        return end;
    }

    private int inLine(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '\n') {
            at++;
        }
        return at == to ? at : endOfRow(bytes, at);
    }

    private int inQuotes(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '"') {
            lineFeeds += bytes[at] == '\n' ? 1 : 0;
            at++;
        }
        if (at == to) {
            return at;
        }
        state = State.AFTER_QUOTE;
        return at + 1;
    }

    private int afterQuote(byte[] bytes, int at) {
        return switch (bytes[at]) {
            case '"' -> {
                // a doubled quote stands for one
                state = State.IN_QUOTES;
                yield at + 1;
            }
            case ',', '\n', '\r' -> endOfCell(bytes, at);
            default -> {
                // the row is malformed; it ends where it would have ended without quotes
                state = State.IN_CELL;
                yield at;
            }
        };
    }

    /** How many rows ended since the last {@link #cut}. */
    int rows() {
        return rows;
    }

    /** Where the last row or empty line ended. */
    int end() {
        return end;
    }

    /** Begins to count anew, from bytes that begin where the last row ended. */
    void cut() {
        rows = 0;
        end = 0;
    }

    /** Whether some of a row was seen that has not ended. */
    boolean inRow() {
        return state != State.BEFORE_ROW;
    }

    boolean inQuotes() {
        return state == State.IN_QUOTES;
    }

    /** The line, from 1, in which the current row begins. */
    long line() {
        return lineFeedsBefore + 1;
    }
}
