package dev.hamlet.model;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A section in the making. */
final class Section {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    void u8(int value) {
        out.write(value);
    }

    void u16(int value) {
        out.writeBytes(ModelWriter.littleEndian(2).putShort((short) value).array());
    }

    /** See {@link Cursor#varint}. */
    void varint(int value) {
        int rest = value;
        while (rest >= 0x80) {
            out.write(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    void f64(double value) {
        out.writeBytes(ModelWriter.littleEndian(8).putDouble(value).array());
    }

    void string(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0xFFFF) {
            throw new IllegalArgumentException("expected a string of at most 65535 bytes, found " + bytes.length);
        }
        u16(bytes.length);
        out.writeBytes(bytes);
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }
}
