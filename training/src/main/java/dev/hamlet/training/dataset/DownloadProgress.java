package dev.hamlet.training.dataset;

/** Told how far a download is; by one thread at a time, though not always the same. */
@FunctionalInterface
public interface DownloadProgress {

    /** Tells nobody. */
    DownloadProgress NONE = (received, expected) -> {};

    /**
     * Some bytes have come.
     *
     * @param received bytes so far
     * @param expected bytes in all, -1 where the server does not say
     */
    void received(long received, long expected);
}
