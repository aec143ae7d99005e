package dev.hamlet.local;

import dev.hamlet.model.Model;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Classifies files of rows, each into a file of answers: a JSON object a row, in order. Memory does not grow with a file. A run that was
 * interrupted is gone on with by the next one.
 */
final class Batch {

    /** What is asked of every file. */
    record Question(String text, @Nullable String id, boolean explain) {}

    private static final int READ_BYTES = 1 << 16;

    private final Model model;
    private final Question question;
    private final boolean restart;
    private final int threads;
    private final Progress progress;
    private final Tally tally;
    private int failed;

    /** With {@code threads} that read, classify and write in turn; one is the caller's own. */
    Batch(Model model, Question question, boolean restart, int threads, Progress progress) {
        this.model = model;
        this.question = question;
        this.restart = restart;
        this.threads = threads;
        this.progress = progress;
        this.tally = new Tally(model.metadata().labels());
    }

    /** Answers all files; says so if one cannot be read, and goes on with the next. */
    void answer(List<Task> tasks) throws IOException {
        for (Task task : tasks) {
            long bytes = task.in().toFile().length();
            try {
                tally.add(answer(task, bytes));
            } catch (BadInputException e) {
                failed++;
                progress.passed(bytes);
                progress.say(task.in() + ": " + e.getMessage());
            } catch (IOException e) {
                throw new IOException(task.out() + ": expected to write every answer, found: " + e.getMessage(), e);
            }
            progress.endOfFile(bytes);
        }
    }

    /** How many rows were answered so far, now or before. */
    Tally tally() {
        return tally;
    }

    /** How many files could not be read to their end so far. */
    int failed() {
        return failed;
    }

    private Tally answer(Task task, long bytes) throws IOException {
        List<String> labels = model.metadata().labels();
        var run = new RunRecord(model.sha256(), sha256(task.in()), task.format(), question.text(), question.id(),
                question.explain());
        Tally whole = restart ? null : AnswerFile.whole(task.out(), run, labels);
        if (whole != null) {
            progress.passed(bytes);
            progress.say(task.in() + ": answered before, in " + task.out());
            return whole;
        }
        try (Meter meter = new Meter(open(task.in())); InputStream in = unpacked(meter, task.in())) {
            var rows = new RowReader(in, task.format());
            Columns columns = columns(task.format(), rows);
            try (AnswerFile answers = AnswerFile.open(task.out(), run, labels, restart)) {
                answer(task, rows, columns, answers, meter);
                answers.finish();
                return answers.tally();
            }
        }
    }

    private Columns columns(Format format, RowReader rows) throws IOException {
        return format == Format.JSONL
                ? Columns.ofMembers(question.text(), question.id())
                : Columns.ofHeader(format, question.text(), question.id(), rows.header());
    }

    private void answer(Task task, RowReader rows, Columns columns, AnswerFile answers, Meter meter)
            throws IOException {
        long before = answers.tally().rows();
        if (before > 0) {
            progress.say(task.in() + ": goes on after row " + Progress.shown(before) + ", answered before");
            rows.skip(before);
            progress.passed(meter.count());
        }
        var work = new Answering(rows, columns, new OrderedWriter(answers.out()), answers.tally(), meter);
        if (threads == 1) {
            work.run();
        } else {
            Threads.sum(threads, work);
        }
    }

    /** Answers batch after batch of one file. */
    private final class Answering implements Threads.Work {

        private final RowReader in;
        private final Columns columns;
        private final OrderedWriter out;
        private final Tally counted;
        private final Meter meter;

        Answering(RowReader in, Columns columns, OrderedWriter out, Tally counted, Meter meter) {
            this.in = in;
            this.columns = columns;
            this.out = out;
            this.counted = counted;
            this.meter = meter;
        }

        @Override
        public int run() throws IOException {
            var answers = new RowAnswers(model, question.explain(), columns);
            for (RowBatch batch = in.next(); batch != null; batch = in.next()) {
                out.write(batch.number(), answers.to(batch));
                progress.answered(batch.rows(), meter.count());
            }
            counted.add(answers.tally());
            return 0;
        }
    }

    private static InputStream open(Path file) throws BadInputException {
        try {
            // not by a channel, which a thread that is interrupted would close for all
            return new FileInputStream(file.toFile());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static InputStream unpacked(InputStream in, Path file) throws BadInputException {
        try {
            return Format.isGzip(file.toString()) ? new GZIPInputStream(in, READ_BYTES) : in;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static String sha256(Path file) throws BadInputException {
        try (var in = new DigestInputStream(open(file), MessageDigest.getInstance("SHA-256"))) {
            byte[] buffer = new byte[READ_BYTES];
            while (in.read(buffer) >= 0) {
                // the digest takes note of what is read
            }
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static BadInputException unreadable(IOException e) {
        return e instanceof BadInputException bad
                ? bad
                : new BadInputException("expected a file that can be read, found: " + e.getMessage(), e);
    }
}
