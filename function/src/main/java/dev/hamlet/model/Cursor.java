package dev.hamlet.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Reads a part of the file forward and never past its end. */
final class Cursor {

    private final byte[] bytes;
    private final String source;
    private final String part;
    private final ByteBuffer in;

    /**
     * @param bytes the whole file
     * @param source what to call the file in messages
     * @param part what to call the part
     */
    Cursor(byte[] bytes, String source, String part, int start, int end) {
        this.bytes = bytes;
        this.source = source;
        this.part = part;
        this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(start).limit(end);
    }

    int position() {
        return in.position();
    }

    int remaining() {
        return in.remaining();
    }

    int u8() throws ModelFormatException {
        need(1);
        return in.get() & 0xFF;
    }

    int u16() throws ModelFormatException {
        need(2);
        return in.getShort() & 0xFFFF;
    }

    long u32() throws ModelFormatException {
        need(4);
        return in.getInt() & 0xFFFFFFFFL;
    }

    double f64() throws ModelFormatException {
        need(8);
        return in.getDouble();
    }

    int[] i32s(int count) throws ModelFormatException {
        need(4L * count);
        int[] values = new int[count];
        take(4 * count).asIntBuffer().get(values);
        return values;
    }

    short[] i16s(int count) throws ModelFormatException {
        need(2L * count);
        short[] values = new short[count];
        take(2 * count).asShortBuffer().get(values);
        return values;
    }

    /** The next bytes as a buffer of their own: in a browser, numbers can only be viewed where they are aligned. */
    private ByteBuffer take(int length) {
        byte[] taken = new byte[length];
        in.get(taken);
        return ByteBuffer.wrap(taken).order(ByteOrder.LITTLE_ENDIAN);
    }

    String ascii(int length) throws ModelFormatException {
        return text(length, StandardCharsets.ISO_8859_1);
    }

    String string() throws ModelFormatException {
        return text(u16(), StandardCharsets.UTF_8);
    }

    private String text(int length, Charset charset) throws ModelFormatException {
        need(length);
        String text = new String(bytes, in.position(), length, charset);
        in.position(in.position() + length);
        return text;
    }

    /** A whole number of at most 31 bits, seven of them a byte, the lowest first; the last byte is below 128. */
    int varint() throws ModelFormatException {
        int start = in.position();
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = u8();
            value |= (next & 0x7FL) << shift;
            if (next < 0x80 && value <= Integer.MAX_VALUE) {
                return (int) value;
            }
        }
        throw fail("a number below 2^31", "a greater one", start);
    }

    ModelFormatException fail(String expected, Object found, long offset) {
        return new ModelFormatException(expected, found, source, offset);
    }

    void expectEnd() throws ModelFormatException {
        if (in.hasRemaining()) {
            throw fail("the end of " + part, in.remaining() + " more bytes", in.position());
        }
    }

    void need(long count) throws ModelFormatException {
        if (in.remaining() < count) {
            throw fail(count + " more bytes of " + part, in.remaining(), in.position());
        }
    }
}
