package dev.hamlet.local;

/** Rows that were read at once: bytes of whole rows, or none of a row that is too long to be kept. */
final class RowBatch {

    private final long number;
    private final long rowsBefore;
    private final int rows;
    private final byte[] bytes;

    /**
     * Takes what was read.
     *
     * @param number how many batches came before
     * @param rowsBefore how many rows came before
     * @param rows how many rows there are
     * @param bytes not copied; empty if the one row is longer than {@link RowReader#MOST_ROW_BYTES}
     */
    RowBatch(long number, long rowsBefore, int rows, byte[] bytes) {
        this.number = number;
        this.rowsBefore = rowsBefore;
        this.rows = rows;
        this.bytes = bytes;
    }

    long number() {
        return number;
    }

    long rowsBefore() {
        return rowsBefore;
    }

    int rows() {
        return rows;
    }

    byte[] bytes() {
        return bytes;
    }

    boolean isTooLong() {
        return bytes.length == 0;
    }
}
