package dev.hamlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged jar where a key says who must have signed the model. */
class SignedJarIT {

    private static final Path JAR = Path.of("target", "function.jar");
    private static final byte[] MODEL = read("model.hamlet");
    private static final String REFUSAL = "expected a signature of model.hamlet by the public key, "
            + "found one of other bytes or by another key";

    @TempDir
    private Path folder = Path.of("");
    private KeyPair owner;
    private String key;

    @BeforeEach
    void makeAKey() throws GeneralSecurityException {
        owner = keyPair();
        key = Base64.getEncoder().encodeToString(owner.getPublic().getEncoded());
    }

    @Test
    void answersByAModelThatTheKeySigned() throws Exception {
        Path jar = jar(MODEL, signature(owner, MODEL));

        assertThat(run(jar, key, "classify").output()).startsWith("{\"label\":");
        assertThat(run(jar, key, "version").status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve --port 0", "classify", "batch --in . --out .", "version"})
    void answersByNoTamperedModel(String command) throws Exception {
        byte[] tampered = MODEL.clone();
        tampered[tampered.length / 2] ^= 1;

        assertRefused(run(jar(tampered, signature(owner, MODEL)), key, command.split(" ")), REFUSAL);
    }

    @Test
    void answersByNoModelOfAnotherKey() throws Exception {
        assertRefused(run(jar(MODEL, signature(keyPair(), MODEL)), key, "classify"), REFUSAL);
    }

    @Test
    void answersByNoModelWithoutASignature() throws Exception {
        assertRefused(run(jar(MODEL), key, "serve", "--port=0"),
                "expected a file /model.hamlet.sig in the jar, found none");
    }

    @Test
    void answersNothingWithAKeyThatIsNone() throws Exception {
        assertRefused(run(jar(MODEL, signature(owner, MODEL)), "none", "classify"),
                "expected a public key on the curve P-256, of 91 bytes, found another kind, of 3");
    }

    /** As a Lambda environment may have the variable: there, and empty. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void loadsNoCryptographyWithoutAKey(boolean signed) throws Exception {
        Path jar = signed ? jar(MODEL, signature(owner, MODEL)) : JAR;
        Path loaded = folder.resolve("loaded");

        Run run = run(jar, "", List.of("-Xlog:class+load:file=" + loaded), "classify");

        assertThat(run.output()).startsWith("{\"label\":");
        assertThat(Files.readString(loaded)).contains("dev.hamlet.handler.ShippedModel ").doesNotContain(
                "dev.hamlet.model.ModelSignature", "java.security.Signature", "java.security.KeyFactory",
                "sun.security.ec.");
    }

    @Test
    void wantsTheSignatureOfAModelFileBesideIt() throws Exception {
        Path model = Files.write(folder.resolve("mine.hamlet"), MODEL);
        Run unsigned = run(JAR, key, "classify", "--model", model.toString());
        Files.write(folder.resolve("mine.hamlet.sig"), signature(owner, MODEL));

        assertThat(unsigned).isEqualTo(new Run(1, "",
                "hamlet: expected a signature file at " + model + ".sig, found none\n"));
        assertThat(run(JAR, key, "classify", "--model", model.toString()).output()).startsWith("{\"label\":");
        assertThat(run(JAR, "", "classify", "--model", model.toString()).output()).startsWith("{\"label\":");
    }

    @Test
    void tellsWhetherAModelIsSigned() throws Exception {
        Path pem = Files.writeString(folder.resolve("key.pub"), key);
        Path signature = Files.write(folder.resolve("s.der"), signature(owner, MODEL));
        Path model = Files.write(folder.resolve("mine.hamlet"), MODEL);

        Run shipped = run(jar(MODEL, signature(owner, MODEL)), "", "verify", "--public-key", pem.toString());
        Run file = run(JAR, "", "verify", "--public-key=" + pem, "--model=" + model, "--signature=" + signature);
        Files.write(signature, new byte[]{1});
        Run broken = run(JAR, "", "verify", "--public-key=" + pem, "--signature=" + signature);

        assertThat(shipped.status()).isZero();
        assertThat(shipped.output())
                .matches("model\\.hamlet: version [0-9a-f]{12}, signed by the key in .*key\\.pub\n");
        assertThat(file.status()).isZero();
        assertThat(broken).isEqualTo(new Run(1, "", "hamlet: " + REFUSAL + "\n"));
        assertThat(run(JAR, "", "verify", "--public-key=" + pem)).isEqualTo(
                new Run(1, "", "hamlet: expected a file /model.hamlet.sig in the jar, found none\n"));
        assertThat(run(JAR, "", "verify").errors()).isEqualTo(
                "hamlet: expected a value for --public-key, found none (see --help)\n");
    }

    /** One line of JSON, as a log has it, and nothing for whoever reads answers. */
    private static void assertRefused(Run run, String reason) {
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors()).hasLineCount(1);
        JsonObject line = JsonParser.parseString(run.errors()).getAsJsonObject();
        assertThat(line).hasToString(
                "{\"level\":\"ERROR\",\"message\":\"model refused\",\"reason\":\"" + reason + "\"}");
    }

    private static KeyPair keyPair() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static byte[] signature(KeyPair signer, byte[] file) throws GeneralSecurityException {
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(signer.getPrivate());
        signature.update(file);
        return signature.sign();
    }

    private static byte[] read(String resource) {
        try {
            return Files.readAllBytes(Path.of("src/main/resources", resource));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The packaged jar with another model, and with a signature or none. */
    private Path jar(byte[] model, byte[]... signature) throws IOException {
        Path jar = Files.copy(JAR, folder.resolve("signed.jar"));
        try (FileSystem entries = FileSystems.newFileSystem(jar)) {
            Files.write(entries.getPath("model.hamlet"), model);
            Files.deleteIfExists(entries.getPath("model.hamlet.sig"));
            for (byte[] each : signature) {
                Files.write(entries.getPath("model.hamlet.sig"), each);
            }
        }
        return jar;
    }

    private Run run(Path jar, String publicKey, String... arguments) throws IOException, InterruptedException {
        return run(jar, publicKey, List.of(), arguments);
    }

    private Run run(Path jar, String publicKey, List<String> options, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(Arrays.asList(arguments));
        Path input = Files.writeString(folder.resolve("in"), "free prize\n");
        var builder = new ProcessBuilder(command).redirectInput(input.toFile())
                .redirectOutput(folder.resolve("out").toFile()).redirectError(folder.resolve("err").toFile());
        builder.environment().put("MODEL_PUBLIC_KEY", publicKey);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readString(folder.resolve("out")),
                Files.readString(folder.resolve("err")));
    }

    private record Run(int status, String output, String errors) {}
}
