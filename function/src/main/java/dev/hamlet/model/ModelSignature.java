package dev.hamlet.model;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * Verifies who signed a model's file: ECDSA on the curve P-256 over the SHA-256 of all its bytes, in DER, as
 * {@code openssl dgst -sha256 -sign} and AWS KMS ({@code ECDSA_SHA_256}) write it.
 *
 * <p>Nothing of it is loaded where no key is configured: a cold start would pay for the JDK's cryptography.
 */
public final class ModelSignature {

    /** What follows the name of a model's file in that of its signature. */
    public static final String ENDING = ".sig";

    private static final String BEGIN = "-----BEGIN ";
    private static final String PUBLIC_KEY = "PUBLIC KEY-----";
    /** A P-256 key's SubjectPublicKeyInfo (RFC 5480) up to the point's coordinates, of which there are 64 bytes. */
    private static final byte[] P256 = {0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d,
        0x02, 0x01, 0x06, 0x08, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04};
    private static final int P256_BYTES = P256.length + 64;

    private ModelSignature() {}

    /**
     * Returns if the signature is the key's, of these bytes.
     *
     * @param file the whole model file
     * @param signature the signature, in DER
     * @param publicKey a SubjectPublicKeyInfo in PEM, or in base64 without PEM's first and last line
     * @param source what to call the model's file in messages
     * @throws ModelSignatureException if the signature is of other bytes or by another key, or the key is none on P-256
     */
    public static void verify(byte[] file, byte[] signature, String publicKey, String source)
            throws ModelSignatureException {
        if (!verifies(file, signature, key(publicKey))) {
            throw new ModelSignatureException("a signature of " + source + " by the public key",
                    "one of other bytes or by another key");
        }
    }

    private static boolean verifies(byte[] file, byte[] signature, PublicKey key) {
        try {
            Signature ecdsa = Signature.getInstance("SHA256withECDSA");
            ecdsa.initVerify(key);
            ecdsa.update(file);
            return ecdsa.verify(signature);
        } catch (java.security.SignatureException e) {
            // no signature at all, to go by its bytes
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK verifies ECDSA on P-256", e);
        }
    }

    private static PublicKey key(String text) throws ModelSignatureException {
        byte[] der = der(text.strip());
        if (der.length != P256_BYTES || !Arrays.equals(der, 0, P256.length, P256, 0, P256.length)) {
            throw new ModelSignatureException("a public key on the curve P-256, of " + P256_BYTES + " bytes",
                    "another kind, of " + der.length);
        }
        try {
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new ModelSignatureException("a point of the curve P-256 as public key", "none: " + e.getMessage());
        }
    }

    private static byte[] der(String text) throws ModelSignatureException {
        String base64 = text;
        if (text.startsWith(BEGIN)) {
            int start = BEGIN.length() + PUBLIC_KEY.length();
            if (!text.startsWith(PUBLIC_KEY, BEGIN.length())) {
                // no more than its kind: a private key must not get into a log
                int end = text.indexOf("-----", BEGIN.length());
                throw new ModelSignatureException(BEGIN + PUBLIC_KEY, end < 0 ? BEGIN : text.substring(0, end + 5));
            }
            int last = text.indexOf("-----END ", start);
            base64 = text.substring(start, last < 0 ? text.length() : last);
        }
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new ModelSignatureException("a public key in PEM or base64", "neither: " + e.getMessage());
        }
    }
}
