package dev.hamlet.training.registry;

import dev.hamlet.model.Metadata;
import dev.hamlet.model.VerifiedModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/** Says where two model files differ first: in what they say of themselves, else at which byte. */
public final class ModelDifference {

    /** Where the sections' table begins, and how long an entry is: see the layout at ModelWriter. */
    private static final int SECTIONS = 16;
    private static final int ENTRY = 12;

    private ModelDifference() {}

    /**
     * The first difference.
     *
     * @return none if the files are the same
     * @throws IOException if one is no model
     */
    public static Optional<String> first(byte[] expected, byte[] found) throws IOException {
        int offset = Arrays.mismatch(expected, found);
        if (offset < 0) {
            return Optional.empty();
        }
        Metadata one = VerifiedModel.read(expected, "the model to reproduce").metadata();
        Metadata other = VerifiedModel.read(found, "the model reproduced").metadata();
        return Optional.of(provenance(one.provenance(), other.provenance())
                .or(() -> different("threshold", one.threshold(), other.threshold()))
                .or(() -> different("labels", one.labels(), other.labels()))
                .or(() -> different("features", one.features(), other.features()))
                .orElseGet(() -> "byte %d, in section %s: expected %s, found %s".formatted(offset,
                        section(expected, offset), at(expected, offset), at(found, offset))));
    }

    private static Optional<String> provenance(SortedMap<String, String> expected, SortedMap<String, String> found) {
        var names = new TreeSet<>(expected.keySet());
        names.addAll(found.keySet());
        return names.stream().flatMap(name -> different(name, expected.getOrDefault(name, "none"),
                found.getOrDefault(name, "none")).stream()).findFirst();
    }

    private static Optional<String> different(String name, Object expected, Object found) {
        return expected.equals(found)
                ? Optional.empty()
                : Optional.of("%s: expected %s, found %s".formatted(name, expected, found));
    }

    private static String at(byte[] file, int offset) {
        return offset < file.length ? "0x%02X".formatted(file[offset]) : "the end of the file";
    }

    private static String section(byte[] file, int offset) {
        ByteBuffer head = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        String section = "head";
        for (int i = 0; i < head.getInt(SECTIONS); i++) {
            int entry = SECTIONS + Integer.BYTES + i * ENTRY;
            if (offset >= head.getInt(entry + Integer.BYTES)) {
                section = new String(file, entry, Integer.BYTES, StandardCharsets.US_ASCII);
            }
        }
        return section;
    }
}
