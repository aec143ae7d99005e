package dev.hamlet.local;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;

/** Writes batches' answers in the order of the batches, whichever is done first. Thread-safe. */
final class OrderedWriter {

    private final OutputStream out;
    /** The batch whose answers come next. */
    private long turn;

    OrderedWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * Writes the answers to a batch once those to all before are written; at once, so that whoever types, or pipes slowly, sees them.
     *
     * @throws IOException if they cannot be written, or the thread is interrupted before; no later batch gets its turn then
     */
    synchronized void write(long batch, byte[] answers) throws IOException {
        awaitTurn(batch);
        out.write(answers, 0, answers.length);
        out.flush();
        turn++;
        notifyAll();
    }

    private synchronized void awaitTurn(long batch) throws InterruptedIOException {
        try {
            while (turn != batch) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted before the answers before were written");
        }
    }
}
