package dev.hamlet.training.dataset;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that a command makes: it is written beside its place and then moved there, so that whoever reads it finds the whole
 * of it, or what was there before. Its folder is made if there is none.
 *
 * <p>What is there already and no file, such as {@code /dev/stdout}, is written to as it is.
 */
public final class OutputFile {

    private OutputFile() {}

    /** What is written. */
    @FunctionalInterface
    public interface Content {

        /** Writes all of it. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Finds out whether a file could be written now; leaves it as it is. For what would otherwise be told after long work.
     *
     * @throws IOException if it cannot be written
     */
    public static void check(Path file) throws IOException {
        try {
            Path target = target(file);
            if (isFile(target)) {
                Path part = part(target);
                Files.write(part, new byte[0]);
                Files.delete(part);
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /**
     * Writes a file.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, out -> out.write(content));
    }

    /**
     * Writes a file bit by bit.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, Content content) throws IOException {
        try {
            Path target = target(file);
            if (isFile(target)) {
                replace(target, content);
            } else {
                copy(content, target);
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static void replace(Path file, Content content) throws IOException {
        Path part = part(file);
        try {
            copy(content, part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void copy(Content content, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            content.writeTo(out);
        }
    }

    /** The file itself where a link leads to it, in a folder that there is. */
    private static Path target(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "a folder");
        }
        if (Files.exists(file)) {
            if (!Files.isWritable(file)) {
                throw new AccessDeniedException(file.toString());
            }
            return file.toRealPath();
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return file;
    }

    private static boolean isFile(Path target) {
        return Files.isRegularFile(target) || !Files.exists(target);
    }

    private static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    private static IOException unwritable(Path file, IOException e) {
        String found = switch (e) {
            case AccessDeniedException denied -> "no access to " + denied.getFile();
            case NoSuchFileException missing -> "none at " + missing.getFile();
            case FileAlreadyExistsException other -> "a file instead of a folder at " + other.getFile();
            case FileSystemException other when other.getReason() != null ->
                other.getReason() + " at " + other.getFile();
            default -> String.valueOf(e.getMessage());
        };
        return new IOException("%s: expected a file that can be written, found %s".formatted(file, found), e);
    }
}
