package dev.hamlet.training.dataset;

import java.nio.file.Path;

/**
 * A data set on disk whose hash is right.
 *
 * @param file where it is now
 * @param origin where it came from
 */
public record Fetched(Path file, Origin origin) {

    /** Where a file came from. */
    public enum Origin {
        /** It was there already. */
        PRESENT,
        /** From the folder of local data. */
        LOCAL,
        /** From its URL. */
        DOWNLOADED
    }
}
