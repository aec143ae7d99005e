package dev.hamlet.local;

import dev.hamlet.model.Model;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command {@code batch}: its options, and what it says at the end. */
final class BatchCommand {

    static final List<String> VALUED = List.of("--in", "--out", "--format", "--text", "--id", "--tolerate", "--model");
    static final List<String> FLAGS = List.of("--explain", "--restart");

    private BatchCommand() {}

    /** Runs it; 1 if a file could not be read to its end, or more rows than are tolerated could not be classified. */
    static int run(Options options, PrintStream err) throws IOException, UsageException {
        var question = new Batch.Question(options.get("--text", "text"), idColumn(options), options.has("--explain"));
        double tolerated = options.percent("--tolerate", 0);
        List<Task> tasks = Task.of(options.require("--in"), options.require("--out"), format(options));
        Model model = ModelOption.read(options);
        long bytes = tasks.stream().mapToLong(task -> task.in().toFile().length()).sum();
        // the launcher can tell, Java cannot
        boolean terminal = "terminal".equals(System.getenv("HAMLET_STDERR"));
        var progress = new Progress(err, terminal, System::nanoTime, bytes);
        var batch = new Batch(model, question, options.has("--restart"), Threads.forAllProcessors(), progress);
        batch.answer(tasks);
        progress.say(summary(tasks.size(), batch, progress));
        return batch.failed() == 0 && isTolerated(batch.tally(), tolerated) ? 0 : 1;
    }

    private static @Nullable String idColumn(Options options) {
        return options.has("--id") ? options.get("--id", "") : null;
    }

    private static @Nullable Format format(Options options) throws UsageException {
        return options.has("--format") ? Format.of(options.get("--format", "")) : null;
    }

    private static String summary(int files, Batch batch, Progress progress) {
        String failed = batch.failed() == 0 ? "" : ", of which " + batch.failed() + " failed";
        return Progress.shown(batch.tally().rows()) + " rows in " + files + (files == 1 ? " file" : " files") + failed
                + ": " + batch.tally() + "; " + progress.time();
    }

    private static boolean isTolerated(Tally tally, double percent) {
        return 100.0 * tally.bad() <= percent * tally.rows();
    }
}
