package dev.hamlet.local;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file in batches of whole rows of some 64 KB. A row may take 1 MiB: longer ones are passed over, but for a quote that is open so
 * long, after which nobody knows where a row begins. A byte order mark at the start is dropped. Thread-safe.
 */
final class RowReader {

    /** The longest row, in bytes. */
    static final int MOST_ROW_BYTES = 1 << 20;

    private static final int READ_BYTES = 1 << 16;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final RowEnds ends;
    /** What was read and is in no batch yet, up to {@code length}; up to {@code scanned} it has no row that could be one. */
    private final byte[] buffer = new byte[MOST_ROW_BYTES + READ_BYTES];
    private int length;
    private int scanned;
    private boolean started;
    private boolean ended;
    private long rows;
    private long batches;

    RowReader(InputStream in, Format format) {
        this.in = in;
        this.ends = new RowEnds(format == Format.CSV);
    }

    /**
     * The first row, which then counts as none; before all others. Null if there is no row.
     *
     * @throws BadInputException if it cannot be read, or is too long
     */
    synchronized byte @Nullable [] header() throws IOException {
        RowBatch first = read(1);
        rows = 0;
        batches = 0;
        if (first != null && (first.isTooLong() || first.bytes().length > READ_BYTES)) {
            throw new BadInputException("expected a header of at most " + READ_BYTES + " bytes, found more");
        }
        return first == null ? null : first.bytes();
    }

    /**
     * Passes over the first so many rows; before all batches.
     *
     * @throws BadInputException if they cannot be read, or there are fewer
     */
    synchronized void skip(long most) throws IOException {
        while (rows < most) {
            long left = most - rows;
            if (read((int) Math.min(left, Integer.MAX_VALUE)) == null) {
                throw new BadInputException("expected the " + most + " rows already answered, found " + rows);
            }
        }
        batches = 0;
    }

    /**
     * The next rows, null at the end.
     *
     * @throws BadInputException if the file cannot be read, or a quote is not closed
     */
    synchronized @Nullable RowBatch next() throws IOException {
        return read(Integer.MAX_VALUE);
    }

    private @Nullable RowBatch read(int mostRows) throws IOException {
        while (true) {
            scanned = ends.scan(buffer, scanned, length, mostRows);
            if (ends.rows() > 0) {
                return cut(ends.rows());
            }
            drop(ends.end());
            if (ended) {
                return last();
            }
            if (length > MOST_ROW_BYTES) {
                return passOver();
            }
            fill();
        }
    }

    private RowBatch cut(int count) {
        int end = ends.end();
        var batch = new RowBatch(batches++, rows, count, Arrays.copyOf(buffer, end));
        rows += count;
        drop(end);
        return batch;
    }

    private void drop(int end) {
        length -= end;
        scanned -= end;
        System.arraycopy(buffer, end, buffer, 0, length);
        ends.cut();
    }

    private void fill() throws BadInputException {
        try {
            int read = in.readNBytes(buffer, length, READ_BYTES);
            ended = read < READ_BYTES;
            length += read;
        } catch (IOException e) {
            throw new BadInputException("expected to read it to its end, found: " + e.getMessage(), e);
        }
        if (!started && Arrays.equals(buffer, 0, Math.min(length, 3), BYTE_ORDER_MARK, 0, 3)) {
            length -= 3;
            System.arraycopy(buffer, 3, buffer, 0, length);
        }
        started = true;
    }

    /** The row that the end of the file ends, if there is one. */
    private @Nullable RowBatch last() throws BadInputException {
        if (!ends.inRow() || length == 0) {
            return null;
        }
        expectNoQuote("the end of the file");
        byte[] bytes = Arrays.copyOf(buffer, length);
        length = 0;
        scanned = 0;
        return new RowBatch(batches++, rows++, 1, bytes);
    }

    /** Goes to the end of a row that is too long. */
    private RowBatch passOver() throws BadInputException {
        expectNoQuote(MOST_ROW_BYTES + " bytes");
        while (ends.rows() == 0 && !ended) {
            length = 0;
            fill();
            scanned = ends.scan(buffer, 0, length, 1);
        }
        if (ends.rows() == 0) {
            expectNoQuote("the end of the file");
            length = 0;
            scanned = 0;
        } else {
            drop(ends.end());
        }
        return new RowBatch(batches++, rows++, 1, new byte[0]);
    }

    private void expectNoQuote(String until) throws BadInputException {
        if (ends.inQuotes()) {
            throw new BadInputException("row " + (rows + 1) + " (line " + ends.line()
                    + "): expected a quote to be closed, found none until " + until);
        }
    }
}
