package dev.hamlet.training.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * What a file or folder holds.
 *
 * @param path where it is
 * @param md5 names the content: of a folder, that of DVC's listing of it, with {@code .dir} appended
 * @param size bytes in all
 * @param files how many files a folder holds; none of a file
 */
public record Artifact(String path, String md5, long size, OptionalInt files) {

    /** The artifact at a path that exists. */
    static Artifact of(Path root, String path) throws IOException {
        Path file = root.resolve(path);
        return Files.isDirectory(file)
                ? FolderListing.of(file).artifact(path)
                : new Artifact(path, Md5.of(Files.readAllBytes(file)), Files.size(file), OptionalInt.empty());
    }
}
