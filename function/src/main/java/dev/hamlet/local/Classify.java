package dev.hamlet.local;

import dev.hamlet.model.Model;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Classifies lines: one message a line in, one JSON object a line out, in order and as they come. */
final class Classify {

    private final Model model;
    private final boolean explain;
    private final int threads;

    /** With {@code threads} that read, classify and write in turn; one is the caller's own. */
    Classify(Model model, boolean explain, int threads) {
        this.model = model;
        this.explain = explain;
        this.threads = threads;
    }

    /** Runs from stdin to stdout; 1 if a line could not be classified. */
    static int run(Options options) throws IOException {
        var classify = new Classify(ModelOption.read(options), options.has("--explain"), Threads.forAllProcessors());
        // not System.out: a PrintStream keeps a full disk to itself
        return classify.copy(System.in, new Stdout(new FileOutputStream(FileDescriptor.out)));
    }

    /** Classifies every line of {@code in}; 1 if one could not be. */
    int copy(InputStream in, OutputStream out) throws IOException {
        var work = new Copying(model, explain, new LinesReader(in), new OrderedWriter(out));
        int failures = threads == 1 ? work.run() : Threads.sum(threads, work);
        return failures == 0 ? 0 : 1;
    }

    /** LineAnswers batch after batch; gives how many lines could not be classified. */
    private record Copying(Model model, boolean explain, LinesReader in, OrderedWriter out) implements Threads.Work {

        @Override
        public int run() throws IOException {
            var answers = new LineAnswers(model, explain);
            for (Lines batch = in.next(); batch != null; batch = in.next()) {
                out.write(batch.number(), answers.to(batch));
            }
            return answers.failures();
        }
    }

    /** Names itself when it cannot be written. */
    private static final class Stdout extends FilterOutputStream {

        Stdout(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw new IOException("expected to write every answer to stdout, found: " + e.getMessage(), e);
            }
        }
    }
}
