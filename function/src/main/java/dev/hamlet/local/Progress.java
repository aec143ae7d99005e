package dev.hamlet.local;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Says how far a run is: on a terminal in one line that changes, twice a second at most; elsewhere in a line every ten seconds. Thread-safe.
 */
final class Progress {

    private static final long SECOND = 1_000_000_000;

    private final PrintStream err;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private final long start;
    private long shownAt;
    /** Whether a line is on the terminal that will be written over. */
    private boolean shown;
    private final long allBytes;
    /** Bytes of files that are dealt with, and how many of all bytes nothing had to be answered for. */
    private long bytesBefore;
    private long bytesPassed;
    private long rows;

    /**
     * Begins.
     *
     * @param nanoTime a clock as {@link System#nanoTime} is
     * @param allBytes how long all files are
     */
    Progress(PrintStream err, boolean terminal, LongSupplier nanoTime, long allBytes) {
        this.err = err;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.allBytes = allBytes;
        this.start = nanoTime.getAsLong();
        this.shownAt = start;
    }

    /** Takes note of rows that were answered, and how far in their file that is. */
    synchronized void answered(int more, long bytesOfFile) {
        rows += more;
        long now = nanoTime.getAsLong();
        if (now - shownAt >= (terminal ? SECOND / 2 : 10 * SECOND)) {
            shownAt = now;
            show(line(now - start, bytesBefore + bytesOfFile));
        }
    }

    /** Takes note that so many bytes of the current file had been answered before this run. */
    synchronized void passed(long bytes) {
        bytesPassed += bytes;
    }

    /** Takes note that a file of so many bytes is dealt with. */
    synchronized void endOfFile(long bytes) {
        bytesBefore += bytes;
    }

    /** Says something in a line of its own. */
    synchronized void say(String line) {
        clear();
        err.println("hamlet: " + line);
        err.flush();
    }

    private void show(String line) {
        if (terminal) {
            clear();
            err.print(line);
            err.flush();
            shown = true;
        } else {
            say(line);
        }
    }

    private void clear() {
        if (shown) {
            // to the line's start, and nothing in it
            err.print("\r\u001B[K");
            shown = false;
        }
    }

    private String line(long nanos, long bytes) {
        long worked = Math.max(1, bytes - bytesPassed);
        double secondsLeft = (double) nanos / SECOND * Math.max(0, allBytes - bytes) / worked;
        return shown(rows) + " rows, " + shown(rate(nanos)) + " rows/s, " + share(bytes) + " %, "
                + left(Math.round(secondsLeft));
    }

    private long rate(long nanos) {
        return Math.round(rows / Math.max(1e-9, (double) nanos / SECOND));
    }

    private long share(long bytes) {
        return allBytes == 0 ? 100 : Math.min(100, 100 * bytes / allBytes);
    }

    private static String left(long seconds) {
        return String.format(Locale.ROOT, "%d:%02d:%02d left", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    /** How long it has been, such as {@code 12.3 s}, and how many rows a second it answered. */
    synchronized String time() {
        long nanos = nanoTime.getAsLong() - start;
        return String.format(Locale.ROOT, "%.1f s, %s rows/s", (double) nanos / SECOND, shown(rate(nanos)));
    }

    /** A number as it is shown, such as {@code 1,234,567}. */
    static String shown(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
