package dev.hamlet.training;

import dev.hamlet.training.dataset.DownloadProgress;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** A bar while a file is downloaded: from its first bytes on, so that there is none where nothing is. Thread-safe. */
final class DownloadBar implements DownloadProgress, AutoCloseable {

    private static final int KILOBYTE = 1000;

    private final String task;
    private @Nullable ProgressBar bar;

    DownloadBar(String task) {
        this.task = task;
    }

    @Override
    public synchronized void received(long received, long expected) {
        if (bar == null) {
            bar = Training.builder(task).setInitialMax(expected).setUnit(" kB", KILOBYTE).build();
        }
        bar.stepTo(received);
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
