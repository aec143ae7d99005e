package dev.hamlet.handler;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.security.CodeSource;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads what ships beside the classes. Out of a jar it takes the entry itself: the JVM has the file open already, while a resource's
 * stream would load the classes of a jar's URL connection, some milliseconds of a cold start.
 */
public final class ShippedFile {

    private ShippedFile() {}

    /**
     * The bytes of a file at the top of the jar, or of the folder, that this class is in.
     *
     * @throws IOException if there is no such file, or it cannot be read
     */
    public static byte[] read(String name) throws IOException {
        CodeSource source = ShippedFile.class.getProtectionDomain().getCodeSource();
        // a path that the URL has encoded is no file's name, and left to the class loader
        String path = source == null ? "" : source.getLocation().getPath();
        return path.endsWith(".jar") && new File(path).isFile() ? fromJar(path, name) : fromClassPath(name);
    }

    private static byte[] fromJar(String jar, String name) throws IOException {
        try (ZipFile zip = new ZipFile(jar)) {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null) {
                throw missing(name);
            }
            return zip.getInputStream(entry).readAllBytes();
        }
    }

    private static byte[] fromClassPath(String name) throws IOException {
        try (@Nullable
        InputStream in = ShippedFile.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw missing(name);
            }
            return in.readAllBytes();
        }
    }

    private static IOException missing(String name) {
        return new IOException("expected a file /" + name + " in the jar, found none");
    }
}
