package dev.hamlet.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Keys and signature are OpenSSL's:
 *
 * <pre>
 * openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem
 * openssl pkey -in key.pem -pubout
 * printf 'the bytes of a model' | openssl dgst -sha256 -sign key.pem | base64 -w0
 * </pre>
 */
class ModelSignatureTest {

    private static final byte[] FILE = "the bytes of a model".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SIGNATURE = Base64.getDecoder().decode(
            "MEYCIQDINyoNRWqFS4r1935N1hYRWtqsbxCw+VIXjKwxXv1ecAIhAOUph2D82+Jp6dwKDUaO0G0Eu1gck4hxt+aIKADooA11");
    private static final String KEY = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEbNasb1ZfXXF5UoyeYEAvOzjkLil7"
            + "ElVaQ9fESD4J3fsJWwb9jlD/uNrscXdkyQ5vQdxkZyePqq9AyRM0InXebQ==";
    private static final String OTHER_KEY = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEe6fwkdPU8qqbkhx1iyKKx9oDgVY6"
            + "EMHP3QlDHm+amWrhfa7Tr3AbBHIUP2Yv7GCldo45xxmsxbL6X7VGwaMH6A==";
    private static final String PEM = "-----BEGIN PUBLIC KEY-----\n" + KEY.substring(0, 64) + "\n" + KEY.substring(64)
            + "\n-----END PUBLIC KEY-----\n";

    @Test
    void verifiesWhatOpensslSigned() {
        assertThatCode(() -> ModelSignature.verify(FILE, SIGNATURE, PEM, "model.hamlet")).doesNotThrowAnyException();
    }

    /** An environment variable may have lost its line breaks, or never had any. */
    @ParameterizedTest
    @ValueSource(strings = {KEY, "  " + KEY + "\n", "-----BEGIN PUBLIC KEY-----" + KEY + "-----END PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY----- " + KEY + " -----END PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY-----\r\n" + KEY + "\r\n-----END PUBLIC KEY-----\r\n"})
    void takesAKeyHoweverItIsWritten(String key) {
        assertThatCode(() -> ModelSignature.verify(FILE, SIGNATURE, key, "model.hamlet")).doesNotThrowAnyException();
    }

    @Test
    void refusesEveryChangedByte() {
        for (int i = 0; i < FILE.length; i++) {
            byte[] changed = FILE.clone();
            changed[i] ^= 1;
            assertRefused(changed, SIGNATURE, KEY);
        }
    }

    @Test
    void refusesAnotherKey() {
        assertRefused(FILE, SIGNATURE, OTHER_KEY);
    }

    /** Empty, cut, and one whose numbers are 0, by which JDKs before 17.0.3 were fooled (CVE-2022-21449). */
    @ParameterizedTest
    @ValueSource(strings = {"", "MEYC", "MAYCAQACAQA=", "bm8gc2lnbmF0dXJl"})
    void refusesWhatIsNoSignature(String signature) {
        assertRefused(FILE, Base64.getDecoder().decode(signature), KEY);
    }

    private static void assertRefused(byte[] file, byte[] signature, String key) {
        assertThatExceptionOfType(ModelSignatureException.class)
                .isThrownBy(() -> ModelSignature.verify(file, signature, key, "model.hamlet"))
                .withMessage("expected a signature of model.hamlet by the public key, "
                        + "found one of other bytes or by another key");
    }

    /** The third is on secp256k1. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "no key at all|expected a public key on the curve P-256, of 91 bytes, found another kind, of 7",
        "-----BEGIN PUBLIC KEY-----|expected a public key on the curve P-256, of 91 bytes, found another kind, of 0",
        "MFYwEAYHKoZIzj0CAQYFK4EEAAoDQgAEIXxOzTOd9pvLAJogtOvdFzzsBqdbnTp7K/b4dPLFuK9OTuetRq56DXc4MJTaR/DOlAL7hELRhNQjAY61y5Edew=="
                + "|expected a public key on the curve P-256, of 91 bytes, found another kind, of 88",
        "-----BEGIN PRIVATE KEY----- secret|expected -----BEGIN PUBLIC KEY-----, found -----BEGIN PRIVATE KEY-----",
        "-----BEGIN CERTIFICATE-----|expected -----BEGIN PUBLIC KEY-----, found -----BEGIN CERTIFICATE-----",
        "a|expected a public key in PEM or base64, found neither: "})
    void refusesWhatIsNoPublicKeyOnP256(String key, String message) {
        assertThatExceptionOfType(ModelSignatureException.class)
                .isThrownBy(() -> ModelSignature.verify(FILE, SIGNATURE, key, "model.hamlet"))
                .withMessageStartingWith(message).withMessageNotContaining("secret");
    }
}
