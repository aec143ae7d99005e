package dev.hamlet.local;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Several threads that do the same work until it is done, or fails in one. Threads and monitors alone: an executor's classes would cost
 * whoever asks for one line a quarter more time.
 */
final class Threads implements Runnable {

    /** What each thread does; it gives a number. */
    @FunctionalInterface
    interface Work {

        int run() throws IOException;
    }

    private final Work work;
    private final Thread[] threads;
    private int done;
    private int sum;
    private @Nullable Throwable failure;

    private Threads(int threads, Work work) {
        this.threads = new Thread[threads];
        this.work = work;
    }

    /** How many threads keep every processor at work that read, compute and write in turn. */
    static int forAllProcessors() {
        int processors = Runtime.getRuntime().availableProcessors();
        // one more than there are processors: a thread that waits for its turn to write leaves none idle
        return processors == 1 ? 1 : processors + 1;
    }

    /**
     * Does the work in so many threads and adds up what it gives. The first failure is thrown as it happens: the other threads are then
     * interrupted, not waited for, and do not keep the program from ending.
     *
     * @throws IOException if the work throws it, or the caller is interrupted
     */
    static int sum(int threads, Work work) throws IOException {
        var all = new Threads(threads, work);
        all.start();
        try {
            return all.await();
        } finally {
            all.interrupt();
        }
    }

    private void start() {
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(this);
            threads[i].setDaemon(true);
            threads[i].start();
        }
    }

    @Override
    public void run() {
        try {
            end(work.run(), null);
        } catch (IOException | RuntimeException | Error e) {
            end(0, e);
        }
    }

    private synchronized void end(int number, @Nullable Throwable thrown) {
        done++;
        sum += number;
        failure = failure == null ? thrown : failure;
        notifyAll();
    }

    private synchronized int await() throws IOException {
        try {
            while (done < threads.length && failure == null) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted before all was done");
        }
        if (failure != null) {
            rethrow(failure);
        }
        return sum;
    }

    private static void rethrow(Throwable failure) throws IOException {
        switch (failure) {
            case IOException e -> throw e;
            case Error e -> throw e;
            case RuntimeException e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
    }

    private void interrupt() {
        for (Thread each : threads) {
            each.interrupt();
        }
    }
}
