package dev.hamlet.local;

import dev.hamlet.handler.Limits;

/** Lines that were read at once, to be gone through once: bytes, each line ended by LF or CR LF, the last perhaps by nothing. */
final class Lines {

    /** A UTF-16 unit takes three bytes at most, and a carriage return may follow. */
    static final int MOST_LINE_BYTES = 3 * Limits.TEXT_CHARACTERS + 1;

    private final long number;
    private final byte[] bytes;
    /** The current line: its number in the stream, where it begins and ends, and where the next one begins. */
    private long line;
    private int start;
    private int end;
    private int next;

    /**
     * Takes what was read.
     *
     * @param number how many batches were read before
     * @param linesBefore how many lines these had
     * @param bytes not copied
     */
    Lines(long number, long linesBefore, byte[] bytes) {
        this.number = number;
        this.line = linesBefore;
        this.bytes = bytes;
    }

    /** How many batches were read before. */
    long number() {
        return number;
    }

    /** Goes to the next line, if there is one. */
    boolean nextLine() {
        if (next == bytes.length) {
            return false;
        }
        line++;
        start = next;
        end = start;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        next = Math.min(end + 1, bytes.length);
        return true;
    }

    /** The current line's number in the stream, from 1. */
    long line() {
        return line;
    }

    /**
     * The current line without its end.
     *
     * @throws BadMessageException if it is too long or not UTF-8
     */
    String text() throws BadMessageException {
        if (end - start > MOST_LINE_BYTES) {
            throw BadMessageException.tooLong();
        }
        int length = end - start - (end > start && bytes[end - 1] == '\r' ? 1 : 0);
        String text = Utf8.decode(bytes, start, length);
        if (text.length() > Limits.TEXT_CHARACTERS) {
            throw BadMessageException.tooLong();
        }
        return text;
    }
}
