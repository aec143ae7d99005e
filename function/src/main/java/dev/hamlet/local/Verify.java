package dev.hamlet.local;

import dev.hamlet.handler.ShippedFile;
import dev.hamlet.model.ModelSignature;
import dev.hamlet.model.VerifiedModel;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The command that says whether a model is signed by whoever has the private key to a public one. */
final class Verify {

    static final List<String> VALUED = List.of("--public-key", "--model", "--signature");

    private static final String SHIPPED = "model.hamlet";

    private Verify() {}

    /** Verifies by the rules of the function; 0 if the signature is the key's. */
    static int run(Options options, PrintStream out) throws IOException, UsageException {
        String keyFile = options.require("--public-key");
        String key = new String(ModelOption.bytes(keyFile, "public key"), StandardCharsets.US_ASCII);
        String source = options.get("--model", SHIPPED);
        byte[] file = options.has("--model") ? ModelOption.bytes(source, "model") : ShippedFile.read(SHIPPED);
        ModelSignature.verify(file, signature(options, source), key, source);
        out.println(source + ": version " + VerifiedModel.read(file, source).version() + ", signed by the key in "
                + keyFile);
        return 0;
    }

    private static byte[] signature(Options options, String model) throws IOException {
        String file = options.get("--signature", model + ModelSignature.ENDING);
        return options.has("--model") || options.has("--signature")
                ? ModelOption.bytes(file, "signature")
                : ShippedFile.read(file);
    }
}
