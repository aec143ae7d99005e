package dev.hamlet.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final long SECOND = 1_000_000_000;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private long now = 100 * SECOND;

    @Test
    void writesALineEveryTenSecondsWhereThereIsNoTerminal() {
        Progress progress = progress(false, 1_000);

        for (int i = 0; i < 40; i++) {
            now += SECOND / 2;
            progress.answered(100, 10 + i);
        }

        assertThat(written()).isEqualTo("""
                hamlet: 2,000 rows, 200 rows/s, 2 %, 0:05:35 left
                hamlet: 4,000 rows, 200 rows/s, 4 %, 0:06:28 left
                """);
    }

    @Test
    void writesOverItsLineTwiceASecondOnATerminal() {
        Progress progress = progress(true, 1_000);

        for (int i = 1; i <= 10; i++) {
            now += SECOND / 10;
            progress.answered(1_000, 100L * i);
        }
        progress.say("done");

        assertThat(written()).isEqualTo("5,000 rows, 10,000 rows/s, 50 %, 0:00:01 left\r\u001B[K"
                + "10,000 rows, 10,000 rows/s, 100 %, 0:00:00 left\r\u001B[Khamlet: done\n");
    }

    @Test
    void reckonsWithoutWhatWasAnsweredBefore() {
        Progress progress = progress(false, 1_000);
        progress.passed(400);
        progress.endOfFile(400);
        progress.passed(200);

        now += 10 * SECOND;
        progress.answered(50, 300);

        assertThat(written()).isEqualTo("hamlet: 50 rows, 5 rows/s, 70 %, 0:00:30 left\n");
        assertThat(progress.time()).isEqualTo("10.0 s, 5 rows/s");
    }

    private Progress progress(boolean terminal, long bytes) {
        return new Progress(new PrintStream(err, true, StandardCharsets.UTF_8), terminal, () -> now, bytes);
    }

    private String written() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
