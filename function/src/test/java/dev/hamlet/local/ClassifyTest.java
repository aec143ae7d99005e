package dev.hamlet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.hamlet.model.Explanation;
import dev.hamlet.model.Model;
import dev.hamlet.model.ModelFormatException;
import dev.hamlet.model.Models;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ClassifyTest {

    private static final Model MODEL = model();

    @Test
    void answersEachLineInOrder() throws IOException {
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            messages.add("free ".repeat(i % 3) + "prize ".repeat(i % 2) + "thanks ".repeat(i % 5) + i);
        }

        Run run = classify(String.join("\n", messages) + "\n");

        assertThat(run.lines()).hasSameSizeAs(messages);
        for (int i = 0; i < messages.size(); i++) {
            assertAnswers(run.json(i), messages.get(i));
        }
        assertThat(run.status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"free prize", "free prize\n", "free prize\r\n"})
    void takesALineWhicheverWayItEnds(String input) throws IOException {
        Run run = classify(input);

        assertThat(run.lines()).hasSize(1);
        assertAnswers(run.json(0), "free prize");
        assertThat(run.status()).isZero();
    }

    @Test
    void keepsCarriageReturnsThatEndNoLine() throws IOException {
        Run run = classify("free\rprize\r\r\nthanks");

        assertThat(run.lines()).hasSize(2);
        assertAnswers(run.json(0), "free\rprize\r");
        assertAnswers(run.json(1), "thanks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"free prize", "free prize\n", "文\r\nfree"})
    void dropsByteOrderMarkAtTheStartOfTheStream(String input) throws IOException {
        assertThat(classify("\uFEFF" + input)).isEqualTo(classify(input));
    }

    @Test
    void dropsOneByteOrderMarkOnly() throws IOException {
        String longest = "文".repeat(10_000);

        assertThat(classify("\uFEFF\uFEFF" + longest + "\n").lines().getFirst()).contains("found more");
        assertThat(classify("free\n\uFEFF" + longest + "\n").lines().get(1)).contains("found more");
        assertThat(classify("\uFEFF" + longest + "\r\n")).isEqualTo(classify(longest));
        assertThat(classify("\uFEFF").lines()).isEmpty();
    }

    @Test
    void saysNothingOfNoLine() throws IOException {
        Run run = classify("");

        assertThat(run.lines()).isEmpty();
        assertThat(run.status()).isZero();
    }

    @Test
    void answersInUtf8() throws IOException, ModelFormatException {
        Run run = classify("文 🎁 é");

        assertAnswers(run.json(0), "文 🎁 é");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', value = {"'free\n\nprize\n'|an empty line",
        "'free\n \t \nprize\n'|a line of white space", "'free\r\n\r\nprize\r\n'|an empty line with a carriage return",
        "'free\n\u200B\nprize\n'|a line of a zero-width space"})
    void reportsLineWithoutMessageAndGoesOn(String input, String name) throws IOException {
        Run run = classify(input);

        assertThat(run.lines()).hasSize(3);
        assertAnswers(run.json(0), "free");
        assertThat(run.lines().get(1)).isEqualTo("{\"error\":\"line 2: expected a message, found an empty line\"}");
        assertAnswers(run.json(2), "prize");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void reportsLineThatIsNotUtf8AndGoesOn() throws IOException {
        byte[] latin1 = "caf\u00e9\nfree".getBytes(StandardCharsets.ISO_8859_1);

        Run run = classify(latin1, false);

        assertThat(run.lines()).hasSize(2);
        assertThat(run.lines().get(0)).isEqualTo("{\"error\":\"line 1: expected UTF-8, found other bytes\"}");
        assertAnswers(run.json(1), "free");
        assertThat(run.status()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "文"})
    void takesMessagesUpToTheLimitAndReportsLongerOnes(String character) throws IOException {
        String longest = character.repeat(10_000);
        String longer = longest + character;

        Run run = classify(longest + "\r\n" + longer + "\r\n" + longest + "\n" + longer + "\n" + longest.repeat(20)
                + "\nfree");

        String refusal = "expected at most 10000 characters, found more\"}";
        assertThat(run.lines()).hasSize(6);
        assertAnswers(run.json(0), longest);
        assertThat(run.lines().get(1)).isEqualTo("{\"error\":\"line 2: " + refusal);
        assertAnswers(run.json(2), longest);
        assertThat(run.lines().get(3)).isEqualTo("{\"error\":\"line 4: " + refusal);
        assertThat(run.lines().get(4)).isEqualTo("{\"error\":\"line 5: " + refusal);
        assertAnswers(run.json(5), "free");
    }

    @Test
    void explainsWhenAsked() throws IOException {
        Run run = classify("free prize".getBytes(StandardCharsets.UTF_8), true);

        Explanation expected = MODEL.explain("free prize");
        assertThat(run.json(0).keySet()).containsExactly("label", "score", "explanation");
        JsonObject explanation = run.json(0).getAsJsonObject("explanation");
        assertThat(explanation.get("logit").getAsDouble()).isEqualTo(expected.logit());
        assertThat(explanation.getAsJsonArray("tokens")).hasSize(2);
        assertThat(explanation.getAsJsonArray("undone")).isEmpty();
    }

    @Test
    void saysWhatWasUndone() throws IOException {
        Run run = classify("fr3e prize".getBytes(StandardCharsets.UTF_8), true);

        assertThat(run.json(0).getAsJsonObject("explanation").getAsJsonArray("undone")).hasToString("[\"leetspeak\"]");
    }

    @Test
    void explainsOnlyWhenAsked() throws IOException {
        assertThat(classify("free").json(0).keySet()).containsExactly("label", "score");
    }

    @ParameterizedTest(name = "{0} thread(s)")
    @ValueSource(ints = {1, 3})
    @SuppressWarnings("try") // the input's end is what is tested
    void answersBeforeTheInputEnds(int threads) throws IOException, InterruptedException, ExecutionException {
        // pipes of the system: Java's own would take the end of a thread that wrote for the end of the output
        Pipe input = Pipe.open();
        Pipe output = Pipe.open();
        try (var background = new Background();
                var stdin = Channels.newOutputStream(input.sink());
                var in = Channels.newInputStream(input.source());
                var out = Channels.newOutputStream(output.sink());
                var answers = new BufferedReader(
                        new InputStreamReader(Channels.newInputStream(output.source()), StandardCharsets.UTF_8))) {
            Future<Integer> status = background.executor.submit(() -> {
                try (out) {
                    return new Classify(MODEL, false, threads).copy(in, out);
                }
            });

            for (String message : List.of("free", "thanks", "prize")) {
                stdin.write((message + "\n").getBytes(StandardCharsets.UTF_8));
                stdin.flush();

                assertAnswers(JsonParser.parseString(answers.readLine()).getAsJsonObject(), message);
            }
            stdin.close();

            assertThat(answers.readLine()).isNull();
            assertThat(status.get()).isZero();
        }
    }

    @ParameterizedTest(name = "{0} thread(s), up to {1} bytes a read")
    @CsvSource({"1,1", "1,7", "8,1", "8,40", "8,100000"})
    void answersTheSameHoweverManyThreadsAndReadsItTakes(int threads, int most) throws IOException {
        byte[] input = everyKindOfLine();
        var expected = new ByteArrayOutputStream();
        new Classify(MODEL, true, 1).copy(new ByteArrayInputStream(input), expected);

        var out = new ByteArrayOutputStream();
        int status = new Classify(MODEL, true, threads).copy(new Pieces(input, most), out);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(expected.toString(StandardCharsets.UTF_8));
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(3_006);
        assertThat(status).isEqualTo(1);
    }

    /** A byte order mark, what is too long for a buffer, and lines of which each has its own answer, not all in UTF-8. */
    private static byte[] everyKindOfLine() {
        var input = new StringBuilder(
                "\uFEFFfree prize\r\n" + "x".repeat(200_000) + "\n\n" + "文".repeat(10_000) + "\r\n"
                        + "\uFEFF" + "文".repeat(9_999) + "\n");
        for (int i = 0; i < 3_000; i++) {
            input.append("free ".repeat(i % 7)).append("thanks ".repeat(i % 11)).append(i)
                    .append(i % 5 == 0 ? "\r\n" : "\n");
        }
        byte[] bytes = (input + "caf?").getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 1] = (byte) 0xE9;
        return bytes;
    }

    @ParameterizedTest(name = "{0} thread(s)")
    @ValueSource(ints = {1, 4})
    void stopsWhenItsOutputIsLost(int threads) {
        var full = new OutputStream() {

            private int room = 100_000;

            @Override
            public void write(int one) throws IOException {
                if (--room < 0) {
                    throw new IOException("No space left on device");
                }
            }
        };

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new Classify(MODEL, false, threads).copy(new Endless(), full))
                .withMessage("No space left on device");
    }

    @Test
    @SuppressWarnings("try") // that the input does not end is what is tested
    void stopsWhenItsOutputIsLostThoughItsInputIsSilent() throws IOException {
        OutputStream closed = OutputStream.nullOutputStream();
        closed.close();
        try (var stdin = new PipedOutputStream()) {
            var in = new PipedInputStream(stdin);
            stdin.write("free\n".getBytes(StandardCharsets.UTF_8));

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> new Classify(MODEL, false, 3).copy(in, closed)).withMessage("Stream closed");
        }
    }

    @ParameterizedTest(name = "{0} thread(s)")
    @ValueSource(ints = {1, 4})
    void readsNoFurtherAheadThanABatchAThread(int threads) {
        var in = new Endless();
        var slow = new OutputStream() {

            private int batches;
            private int mostAhead;

            @Override
            public void write(int one) {
                throw new AssertionError("expected a batch's answers at once");
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                LockSupport.parkNanos(20_000_000);
                mostAhead = Math.max(mostAhead, in.reads.get() - batches);
                if (++batches == 20) {
                    throw new IOException("enough");
                }
            }
        };

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new Classify(MODEL, false, threads).copy(in, slow)).withMessage("enough");

        // each read is a batch's
        assertThat(slow.mostAhead).isBetween(1, threads);
    }

    @ParameterizedTest(name = "{0} thread(s)")
    @ValueSource(ints = {1, 4})
    void stopsWhenItsInputCannotBeRead(int threads) throws IOException {
        InputStream closed = InputStream.nullInputStream();
        closed.close();
        var line = new ByteArrayInputStream("free\n".getBytes(StandardCharsets.UTF_8));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new Classify(MODEL, false, threads).copy(new SequenceInputStream(line, closed),
                        new ByteArrayOutputStream()))
                .withMessage("Stream closed");
    }

    private static void assertAnswers(JsonObject answer, String message) {
        assertThat(answer.get("label").getAsString()).isEqualTo(MODEL.predict(message).label());
        assertThat(answer.get("score").getAsDouble()).isEqualTo(MODEL.predict(message).score());
    }

    private static Run classify(String input) throws IOException {
        return classify(input.getBytes(StandardCharsets.UTF_8), false);
    }

    private static Run classify(byte[] input, boolean explain) throws IOException {
        var out = new ByteArrayOutputStream();
        int status = new Classify(MODEL, explain, 3).copy(new ByteArrayInputStream(input), out);
        return new Run(status, out.toString(StandardCharsets.UTF_8).lines().toList());
    }

    private static Model model() {
        try {
            return Models.binary();
        } catch (ModelFormatException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private record Run(int status, List<String> lines) {

        JsonObject json(int line) {
            return JsonParser.parseString(lines.get(line)).getAsJsonObject();
        }
    }

    /** Gives up to so many bytes at a time. */
    private static final class Pieces extends ByteArrayInputStream {

        private final int most;
        private int reads;

        Pieces(byte[] bytes, int most) {
            super(bytes);
            this.most = most;
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(length, 1 + reads++ % most));
        }
    }

    /** As many lines as one asks for, whole ones at each read. */
    private static final class Endless extends InputStream {

        private static final byte[] LINES = "free prize\n".repeat(1_000).getBytes(StandardCharsets.UTF_8);

        private final AtomicInteger reads = new AtomicInteger();

        @Override
        public int read() {
            throw new AssertionError("expected more to be read at once");
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            reads.incrementAndGet();
            System.arraycopy(LINES, 0, into, offset, LINES.length);
            return LINES.length;
        }
    }

    /** Ends what it started, whatever the test found. */
    private static final class Background implements AutoCloseable {

        private final ExecutorService executor = Executors.newSingleThreadExecutor();

        @Override
        public void close() {
            executor.shutdownNow();
        }
    }
}
