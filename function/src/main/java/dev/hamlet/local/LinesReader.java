package dev.hamlet.local;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream in batches of whole lines, as many as there are without waiting, up to 64 KB; of a line that is too long it may drop a
 * part. A byte order mark before the first is dropped. Thread-safe.
 */
final class LinesReader {

    private static final int CAPACITY = 1 << 16;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** What is kept of a line that does not fit: it is still too long. */
    private static final int TOO_LONG = BYTE_ORDER_MARK.length + Lines.MOST_LINE_BYTES + 1;

    private final InputStream in;
    /** What was read and is in no batch yet: never a whole line between calls. */
    private final byte[] buffer = new byte[CAPACITY];
    private int length;
    private boolean ended;
    private long batches;
    private long lines;

    LinesReader(InputStream in) {
        this.in = in;
    }

    /** The next lines; waits for one at least. Null at the end of the stream. */
    synchronized @Nullable Lines next() throws IOException {
        int end = read();
        int start = batches == 0 && startsWithByteOrderMark(end) ? BYTE_ORDER_MARK.length : 0;
        if (start == end) {
            return null;
        }
        byte[] bytes = Arrays.copyOfRange(buffer, start, end);
        length -= end;
        System.arraycopy(buffer, end, buffer, 0, length);
        var batch = new Lines(batches++, lines, bytes);
        lines += count(bytes);
        return batch;
    }

    /** Reads a line or more, or what is left; gives where the last of them ends. */
    private int read() throws IOException {
        while (!ended) {
            if (length == CAPACITY) {
                length = TOO_LONG;
            }
            int read = in.read(buffer, length, CAPACITY - length);
            ended = read < 0;
            int before = length;
            length += Math.max(read, 0);
            int end = endOfLines(before);
            if (end > before) {
                return end;
            }
        }
        return length;
    }

    /** The end of the last whole line, not looked for before {@code from}. */
    private int endOfLines(int from) {
        int end = length;
        while (end > from && buffer[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private boolean startsWithByteOrderMark(int end) {
        int most = Math.min(end, BYTE_ORDER_MARK.length);
        return Arrays.equals(buffer, 0, most, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }

    private static int count(byte[] lines) {
        int count = 0;
        for (byte each : lines) {
            count += each == '\n' ? 1 : 0;
        }
        return count;
    }
}
