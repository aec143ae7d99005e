package dev.hamlet.training.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * The private key of whoever answers for a model: on the curve P-256. Its signatures are those that the function verifies. They are random in
 * part (FIPS 186-5), so that each signature of the same bytes is another.
 */
public final class SigningKey {

    private static final String FIRST = "-----BEGIN PRIVATE KEY-----";
    private static final String LAST = "-----END PRIVATE KEY-----";

    private final ECPrivateKey key;

    private SigningKey(ECPrivateKey key) {
        this.key = key;
    }

    /**
     * Reads a key.
     *
     * @param file PKCS#8 in PEM, not encrypted
     * @throws IOException if the file cannot be read, is of another form, or has another kind of key
     */
    public static SigningKey read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        int start = text.indexOf(FIRST);
        int end = text.indexOf(LAST);
        if (start < 0 || end < start) {
            throw new IOException(("%s: expected a private key in PEM from %s to %s, found none; "
                    + "openssl pkcs8 -topk8 -nocrypt -in %s makes one of another form")
                    .formatted(file, FIRST, LAST, file));
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(text.substring(start + FIRST.length(), end));
            return new SigningKey(onP256(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der))));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(("%s: expected a private key on the curve P-256, found another kind; "
                    + "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 makes one").formatted(file), e);
        }
    }

    /** The signature of a model's file, in DER. */
    byte[] sign(byte[] model) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key);
            signature.update(model);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs by ECDSA on P-256", e);
        }
    }

    private static ECPrivateKey onP256(PrivateKey key) throws GeneralSecurityException {
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        var p256 = parameters.getParameterSpec(ECParameterSpec.class);
        if (key instanceof ECPrivateKey ec && ec.getParams().getCurve().equals(p256.getCurve())) {
            return ec;
        }
        throw new InvalidKeyException("another curve");
    }
}
