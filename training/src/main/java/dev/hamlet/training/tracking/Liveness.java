package dev.hamlet.training.tracking;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A locked file that says that a run's process is alive: the system takes the lock away with the process, however that ends, so
 * that a killed run does not pass for one at work. A process id would say less: it is used again, and other machines have their own.
 */
final class Liveness implements Closeable {

    /** What the file is called. */
    static final String LOCK = "lock";

    private final Path file;
    private final FileChannel channel;

    private Liveness(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static Liveness of(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.lock();
        return new Liveness(file, channel);
    }

    static boolean isAlive(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return channel.tryLock() == null;
        } catch (NoSuchFileException _) {
            return false;
        } catch (OverlappingFileLockException _) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }
}
