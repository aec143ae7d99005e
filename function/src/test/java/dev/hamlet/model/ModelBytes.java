package dev.hamlet.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;

/**
 * A model file taken apart by the layout that {@link ModelWriter} states, to be put together again with a part changed and the
 * digest and checksum made to fit.
 */
final class ModelBytes {

    private final Map<String, byte[]> sections = new LinkedHashMap<>();
    private final byte[] preamble;

    private ModelBytes(byte[] preamble) {
        this.preamble = preamble;
    }

    static ModelBytes of(byte[] file) {
        var parts = new ModelBytes(Arrays.copyOf(file, 12));
        ByteBuffer in = littleEndian(file);
        int count = in.getInt(16);
        for (int i = 0; i < count; i++) {
            int entry = 20 + 12 * i;
            int offset = in.getInt(entry + 4);
            String tag = new String(file, entry, 4, StandardCharsets.US_ASCII);
            parts.sections.put(tag, Arrays.copyOfRange(file, offset, offset + in.getInt(entry + 8)));
        }
        return parts;
    }

    ModelBytes without(String tag) {
        sections.remove(tag);
        return this;
    }

    ModelBytes with(String tag, UnaryOperator<byte[]> change) {
        sections.compute(tag, (same, section) -> change.apply(section == null ? new byte[0] : section));
        return this;
    }

    byte[] section(String tag) {
        return sections.getOrDefault(tag, new byte[0]);
    }

    /** Where a section begins in the file that {@link #toFile} gives. */
    int offset(String tag) {
        List<String> tags = new ArrayList<>(sections.keySet());
        int before = tags.subList(0, tags.indexOf(tag)).stream().mapToInt(other -> section(other).length).sum();
        return 20 + 12 * sections.size() + before;
    }

    byte[] toFile() {
        int length = 20 + 36 + sections.values().stream().mapToInt(section -> 12 + section.length).sum();
        ByteBuffer out = littleEndian(new byte[length]);
        out.put(preamble).putInt(length).putInt(sections.size());
        for (Map.Entry<String, byte[]> section : sections.entrySet()) {
            out.put(section.getKey().getBytes(StandardCharsets.US_ASCII)).putInt(offset(section.getKey()))
                    .putInt(section.getValue().length);
        }
        sections.values().forEach(out::put);
        return sealed(out.array());
    }

    /** Makes digest and checksum, in place, fit the bytes before them. */
    static byte[] sealed(byte[] file) {
        ByteBuffer out = littleEndian(file);
        int digest = file.length - 36;
        out.put(digest, sha256(Arrays.copyOf(file, digest)));
        var crc = new CRC32();
        crc.update(file, 0, file.length - 4);
        out.putInt(file.length - 4, (int) crc.getValue());
        return file;
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
