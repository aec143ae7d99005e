package dev.hamlet.training.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void signsTheSameBytesOtherwiseEachTime() throws IOException, GeneralSecurityException {
        SigningKey key = SigningKey.read(Keys.pem(Keys.pair("secp256r1").getPrivate(), folder.resolve("key.pem")));

        assertThat(key.sign(new byte[]{1})).isNotEqualTo(key.sign(new byte[]{1}));
    }

    /** What openssl ecparam writes, what it writes with a password, and what there is to a private key. */
    @ParameterizedTest
    @ValueSource(strings = {"-----BEGIN EC PRIVATE KEY-----\nMHcC\n-----END EC PRIVATE KEY-----\n",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMHcC\n-----END ENCRYPTED PRIVATE KEY-----\n",
        "-----BEGIN PUBLIC KEY-----\nMHcC\n-----END PUBLIC KEY-----\n", "", "-----BEGIN PRIVATE KEY-----\nMHcC\n"})
    void saysHowAnotherFormIsConverted(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("key.pem"), content);

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> SigningKey.read(file))
                .withMessage("%s: expected a private key in PEM from -----BEGIN PRIVATE KEY----- to -----END PRIVATE "
                        + "KEY-----, found none; openssl pkcs8 -topk8 -nocrypt -in %s makes one of another form", file,
                        file);
    }

    @Test
    void refusesAnotherKind() throws IOException, GeneralSecurityException {
        Path rsa = Keys.pem(KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate(),
                folder.resolve("rsa.pem"));
        Path p384 = Keys.pem(Keys.pair("secp384r1").getPrivate(), folder.resolve("p384.pem"));
        Path none = Files.writeString(folder.resolve("none.pem"),
                "-----BEGIN PRIVATE KEY-----\nMHcC\n-----END PRIVATE KEY-----\n");

        for (Path file : new Path[]{rsa, p384, none}) {
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> SigningKey.read(file))
                    .withMessage("%s: expected a private key on the curve P-256, found another kind; openssl genpkey "
                            + "-algorithm EC -pkeyopt ec_paramgen_curve:P-256 makes one", file);
        }
    }

    @Test
    void namesAKeyThatIsNotThere() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> SigningKey.read(folder.resolve("missing.pem"))).withMessageContaining("missing.pem");
    }
}
