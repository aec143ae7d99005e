package dev.hamlet.training.dataset;

import dev.hamlet.training.dataset.Fetched.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;

/**
 * Brings published data sets to disk. A file is put in its place only when it is complete and its SHA-256 is the one
 * expected, wherever it comes from.
 */
public final class Fetcher {

    private final Optional<Path> localData;
    private final Download download;

    /**
     * A fetcher that prefers local copies.
     *
     * @param localData folder to look in, by file name, before anything is downloaded
     * @param timeout how long connecting, and then one download, may take
     * @param progress told how far a download is
     */
    public Fetcher(Optional<Path> localData, Duration timeout, DownloadProgress progress) {
        this.localData = localData;
        this.download = new Download(timeout, progress);
    }

    /**
     * Makes a data set available as a file: the one already there if its hash is right, else the local copy if there is
     * one, else a download.
     *
     * @param folder where to put it, under its file name; made if there is none
     * @throws DatasetException if what was found has another SHA-256, the server answers with another status than 200, the
     *         download breaks off or takes too long, or the archive has no such member
     * @throws IOException if a file cannot be read or written
     * @throws InterruptedException if the thread is interrupted while downloading
     */
    public Fetched fetch(DataSource source, Path folder) throws IOException, InterruptedException {
        Path target = folder.resolve(source.file());
        if (Files.exists(target) && Sha256.of(target).equals(source.sha256())) {
            return new Fetched(target, Origin.PRESENT);
        }
        Files.createDirectories(folder);
        Path temporary = Files.createTempFile(folder, source.file(), ".part");
        try {
            Origin origin = obtain(source, temporary);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new Fetched(target, origin);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private Origin obtain(DataSource source, Path temporary) throws IOException, InterruptedException {
        Optional<Path> local = localData.map(data -> data.resolve(source.file())).filter(Files::exists);
        if (local.isPresent()) {
            Files.copy(local.get(), temporary, StandardCopyOption.REPLACE_EXISTING);
            requireHash(source, temporary, local.get());
            return Origin.LOCAL;
        }
        download.to(source, temporary);
        requireHash(source, temporary, source.url());
        return Origin.DOWNLOADED;
    }

    private static void requireHash(DataSource source, Path file, Object origin) throws IOException {
        String found = Sha256.of(file);
        if (!found.equals(source.sha256())) {
            throw new DatasetException(
                    "%s: expected SHA-256 %s, found %s (%s)".formatted(source.file(), source.sha256(),
                            found, origin));
        }
    }
}
