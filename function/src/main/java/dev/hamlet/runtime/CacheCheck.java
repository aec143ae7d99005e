package dev.hamlet.runtime;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Whether an AOT cache is that of the jars on the class path. JVMs before 25.0.4 do not ask, and would serve the classes of the
 * jar that was there when the cache was made (<a href="https://bugs.openjdk.org/browse/JDK-8377932">JDK-8377932</a>).
 *
 * <pre>java -XX:AOTMode=on -XX:AOTCache=CACHE -cp JARS dev.hamlet.runtime.CacheCheck CACHE</pre>
 *
 * <p>Exit codes: 0 it is, 1 it is not.
 */
public final class CacheCheck {

    private CacheCheck() {}

    /** Compares and exits. */
    public static void main(String[] args) throws IOException {
        String expected = Files.readString(fingerprintOf(args[0]));
        String found = fingerprint(System.getProperty("java.class.path"));
        if (!found.equals(expected)) {
            System.err.println(
                    "hamlet: expected jars with the SHA-256 " + expected + " for " + args[0] + ", found " + found);
            System.exit(1);
        }
    }

    /** Notes which jars a cache was made of, in a file beside it. */
    static void note(String cache, String jars) throws IOException {
        Files.writeString(fingerprintOf(cache), fingerprint(jars));
    }

    private static Path fingerprintOf(String cache) {
        return Path.of(cache + ".sha256");
    }

    private static String fingerprint(String jars) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (String jar : jars.split(File.pathSeparator, -1)) {
                digest.update(Files.readAllBytes(Path.of(jar)));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
