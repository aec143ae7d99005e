import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * One way to get something for a text, and the nanoseconds it took: of the clock for each text, of the processor for each round.
 *
 * @param stride of so many texts a round asks for one, the next round for the one after it
 * @param question a string for a number, which grows from round to round
 * @param expected what the way must give for a text by its index
 */
record Way(String name, int stride, IntFunction<String> question, Function<String, Object> way, IntFunction<Object> expected,
        List<Long> nanos, List<Long> processor) {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    Way(String name, int stride, IntFunction<String> question, Function<String, Object> way, IntFunction<Object> expected) {
        this(name, stride, question, way, expected, new ArrayList<>(), new ArrayList<>());
    }

    /** Asks for the texts whose turn it is. */
    void round(int round, int texts, boolean measured) {
        long processorStart = THREADS.getCurrentThreadCpuTime();
        for (int i = round % stride; i < texts; i += stride) {
            String text = question.apply(round * texts + i);
            long start = System.nanoTime();
            Object found = way.apply(text);
            long end = System.nanoTime();
            if (!Objects.equals(found, expected.apply(i))) {
                throw new IllegalStateException("%s: expected %s for text %d, found %s".formatted(name, expected.apply(i), i + 1, found));
            }
            if (measured) {
                nanos.add(end - start);
            }
        }
        if (measured) {
            processor.add(THREADS.getCurrentThreadCpuTime() - processorStart);
        }
    }

    /** Of the processor, on average for a text; making the question and checking the answer are in it. */
    long processorNanos() {
        return processor.stream().mapToLong(Long::longValue).sum() / nanos.size();
    }

    long quantile(double share) {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return sorted.get((int) (share * (sorted.size() - 1)));
    }
}
