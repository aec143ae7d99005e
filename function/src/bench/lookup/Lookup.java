import dev.hamlet.handler.PredictHandler;
import dev.hamlet.model.Model;
import dev.hamlet.model.Prediction;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * The answer to a text: scored, from a cache, or from DynamoDB. lookup.py tells it what to do.
 *
 * <p>{@code Lookup measure URL TSV WARMUP ROUNDS} keeps every text's answer at {@code URL} and asks each way in turn; it
 * writes {@code > NAME MEDIAN P90 PROCESSOR} in nanoseconds a text, and {@code > NAME NUMBER}. {@code Lookup model} and
 * {@code Lookup table URL} write the nanoseconds from the start of {@code main} to the first score, or the first item.
 */
final class Lookup {

    /** A text written for this and kept so that a fresh process can ask for it. */
    private static final String FIRST = "Are we still on for lunch?";
    private static final String FIRST_MODEL = "first";
    private static final String NO_MODEL = "none";
    /** DynamoDB takes a hundred times as long, so a round asks it for a fifth of the texts. */
    private static final int FIFTH = 5;

    private final Model model = PredictHandler.shippedModel();
    private final List<String> texts;
    private final Prediction[] predictions;

    private Lookup(List<String> texts) {
        this.texts = texts;
        this.predictions = texts.stream().map(model::predict).toArray(Prediction[]::new);
    }

    public static void main(String[] args) throws IOException {
        long start = System.nanoTime();
        switch (args[0]) {
            case "model" -> PredictHandler.shippedModel().predict(FIRST);
            case "table" -> Objects.requireNonNull(new Table(URI.create(args[1])).find(FIRST, FIRST_MODEL), "expected the first item, found none");
            case "measure" -> {
                new Lookup(read(Path.of(args[2]))).measure(new Table(URI.create(args[1])), Integer.parseInt(args[3]), Integer.parseInt(args[4]));
                return;
            }
            default -> throw new IllegalArgumentException("expected measure, model or table, found " + args[0]);
        }
        System.out.println("> first " + (System.nanoTime() - start));
    }

    private static List<String> read(Path file) throws IOException {
        List<String> lines = Files.readString(file).lines().toList();
        List<String> texts = new ArrayList<>(lines.size());
        for (String line : lines) {
            int tab = line.indexOf('\t');
            if (tab < 0) {
                throw new IllegalArgumentException("expected label<TAB>text, found no tab (%s:%d)".formatted(file, texts.size() + 1));
            }
            texts.add(line.substring(tab + 1));
        }
        return texts;
    }

    private void measure(Table table, int warmup, int rounds) {
        report("texts", texts.size());
        report("hits", hitsInOrder());
        report("cache-bytes", cacheBytes());
        keepAll(table);
        List<Way> ways = ways(table);
        for (int round = 0; round < warmup + rounds; round++) {
            for (Way way : ways) {
                way.round(round, texts.size(), round >= warmup);
            }
        }
        for (Way way : ways) {
            System.out.println("> " + way.name() + " " + way.quantile(0.5) + " " + way.quantile(0.9) + " " + way.processorNanos());
        }
    }

    private static void report(String name, long number) {
        System.out.println("> " + name + " " + number);
    }

    /** How many texts a cache that was empty answers when all are asked in the order of the file. */
    private int hitsInOrder() {
        var cache = new Cache();
        int hits = 0;
        for (int i = 0; i < texts.size(); i++) {
            hits += cache.get(texts.get(i)) == null ? 0 : 1;
            cache.put(texts.get(i), predictions[i]);
        }
        return hits;
    }

    /** What a full cache takes of the heap, with its texts and answers. */
    private long cacheBytes() {
        long before = heap();
        Cache cache = fullCache();
        long bytes = heap() - before;
        Reference.reachabilityFence(cache);
        return bytes;
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private Cache fullCache() {
        var cache = new Cache();
        for (int i = 0; i < Cache.CAPACITY; i++) {
            Prediction each = predictions[i % texts.size()];
            cache.put("old " + numbered(i), new Prediction(each.label(), each.score()));
        }
        return cache;
    }

    private void keepAll(Table table) {
        table.create();
        table.keep(FIRST, FIRST_MODEL, model.predict(FIRST));
        var done = new HashSet<String>();
        for (int i = 0; i < texts.size(); i++) {
            if (done.add(texts.get(i))) {
                table.keep(texts.get(i), model.version(), predictions[i]);
            }
        }
    }

    private List<Way> ways(Table table) {
        var kept = new Cache();
        for (int i = 0; i < texts.size(); i++) {
            kept.put(texts.get(i), predictions[i]);
        }
        Cache full = fullCache();
        String version = model.version();
        IntFunction<Object> answer = i -> predictions[i];
        IntFunction<Object> none = i -> null;
        return List.of(
                new Way("clock", 1, this::fresh, text -> null, none),
                new Way("score", 1, this::fresh, model::predict, answer),
                new Way("cache-hit", 1, this::fresh, kept::get, answer),
                // beside the score that it takes: looked for in vain, kept, and the oldest dropped
                new Way("cache-miss", 1, this::numbered, text -> {
                    Prediction found = full.get(text);
                    full.put(text, predictions[0]);
                    return found;
                }, none),
                new Way("hash", 1, this::fresh, Table::sha256, i -> Table.sha256(texts.get(i))),
                new Way("table-hit", FIFTH, this::fresh, text -> table.find(text, version), answer),
                new Way("table-miss", FIFTH, this::fresh, text -> table.find(text, NO_MODEL), none));
    }

    /** A text as it comes with a request: nobody has hashed this string yet. */
    private String fresh(int number) {
        return new String(texts.get(number % texts.size()).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** A text that was not there before. */
    private String numbered(int number) {
        return texts.get(number % texts.size()) + " " + number;
    }
}
