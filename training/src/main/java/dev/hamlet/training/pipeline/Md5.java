package dev.hamlet.training.pipeline;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * DVC's name for a content. It tells whether something changed and protects nothing: what must not be forged has SHA-256 elsewhere.
 */
final class Md5 {

    private Md5() {}

    static String of(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("expected a Java platform with MD5, as its specification requires", e);
        }
    }
}
