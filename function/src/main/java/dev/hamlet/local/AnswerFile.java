package dev.hamlet.local;

import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of answers while it is written: {@code NAME.part} until it is whole, then {@code NAME}. What a run that was interrupted left there is
 * gone on with, if it was made from the same, as {@code NAME.run} says; but not in gzip, which cannot be cut where a row ends.
 */
final class AnswerFile implements Closeable {

    private final Path target;
    private final Path part;
    private final RunRecord run;
    private final RandomAccessFile file;
    private final OutputStream out;
    private final Tally tally;

    private AnswerFile(Path target, RunRecord run, RandomAccessFile file, OutputStream out, Tally tally) {
        this.target = target;
        this.part = part(target);
        this.run = run;
        this.file = file;
        this.out = out;
        this.tally = tally;
    }

    /** What was counted in answers that are whole and made from the same; null if there are none. */
    static @Nullable Tally whole(Path target, RunRecord run, List<String> labels) throws IOException {
        RunRecord.Done done = run.done(RunRecord.beside(target), labels);
        return done != null && Files.isRegularFile(target) && Files.size(target) == done.bytes() ? done.tally() : null;
    }

    /**
     * Opens a file, its folder made if there is none, to go on after what is there of the same run, or from the start.
     *
     * @throws IOException if it cannot be written, or another process writes it
     */
    static AnswerFile open(Path target, RunRecord run, List<String> labels, boolean restart) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        var file = new RandomAccessFile(part(target).toFile(), "rw");
        try {
            if (file.getChannel().tryLock() == null) {
                throw new IOException("another run that writes " + part(target));
            }
            boolean gzip = Format.isGzip(target.toString());
            boolean resume = !restart && !gzip && run.isIn(RunRecord.beside(target));
            AnsweredRows answered = resume
                    ? AnsweredRows.read(part(target), labels)
                    : new AnsweredRows(0, new Tally(labels));
            file.setLength(answered.bytes());
            file.seek(answered.bytes());
            // after the cut: the record must not vouch for what was made from something else
            run.write(RunRecord.beside(target), null);
            return new AnswerFile(target, run, file, stream(file.getFD(), gzip), answered.tally());
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static OutputStream stream(FileDescriptor file, boolean gzip) throws IOException {
        var plain = new FileOutputStream(file);
        return gzip ? new GZIPOutputStream(plain, 1 << 16) : plain;
    }

    private static Path part(Path target) {
        return target.resolveSibling(target.getFileName() + ".part");
    }

    /** What is answered, at first by the run before; to be counted on in. */
    Tally tally() {
        return tally;
    }

    /** Where further answers go. */
    OutputStream out() {
        return out;
    }

    /** Makes the file whole: everything asked for is answered. */
    void finish() throws IOException {
        if (out instanceof GZIPOutputStream gzip) {
            gzip.finish();
        }
        // on the disk before it has its name
        file.getFD().sync();
        long bytes = file.length();
        close();
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        run.write(RunRecord.beside(target), new RunRecord.Done(bytes, tally));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
