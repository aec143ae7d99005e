package dev.hamlet.model;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * Reads model files and checks that their identity is true, which {@link ModelReader} leaves out: a function that starts from
 * cold would pay for it, and the checksum finds what damage does.
 */
public final class VerifiedModel {

    private VerifiedModel() {}

    /**
     * Reads a model whose SHA-256 is that of its bytes.
     *
     * @param bytes the whole file
     * @param source what to call the file in messages
     * @throws ModelFormatException if {@link ModelReader} refuses the bytes, or the SHA-256 among them is that of others
     */
    public static Model read(byte[] bytes, String source) throws ModelFormatException {
        Model model = ModelReader.read(bytes, source);
        int end = bytes.length - Layout.TRAILER;
        byte[] found = ModelWriter.sha256(bytes, end);
        if (!Arrays.equals(found, 0, found.length, bytes, end, end + Layout.DIGEST)) {
            throw new ModelFormatException("SHA-256 " + model.sha256(), HexFormat.of().formatHex(found), source, end);
        }
        return model;
    }
}
