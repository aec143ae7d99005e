package dev.hamlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar's command batch, run as a user runs it: killed, out of room, out of memory. */
@Timeout(120)
class BatchIT {

    private static final int ROWS = 300_000;

    @TempDir
    private Path folder = Path.of("");
    private Path out = Path.of("");

    @BeforeEach
    void writeRows() throws IOException {
        out = folder.resolve("out");
        Files.writeString(folder.resolve("rows.csv"), IntStream.range(0, ROWS)
                .mapToObj(i -> i % 1_000 == 7 ? i + ",\n" : i + ",\"free prize, call 0906" + i + "\nnow\"\n")
                .collect(Collectors.joining("", "id,text\n", "")));
    }

    @Test
    void goesOnAfterItWasKilledAndAnswersTheSameBytes() throws IOException, InterruptedException {
        byte[] whole = uninterrupted();

        for (int killed = 1; killed <= 2; killed++) {
            Process process = start(List.of(), out);
            long enough = (long) whole.length * killed / 4;
            while (process.isAlive() && size("out.part") < enough) {
                Thread.sleep(5);
            }
            // SIGKILL
            process.destroyForcibly().waitFor();
            assertThat(process.exitValue()).isEqualTo(137);
            assertThat(out).doesNotExist();
            assertThat(size("out.part")).isBetween(enough, (long) whole.length);
        }
        Run run = finished(start(List.of(), out));

        assertThat(run.errors()).contains("rows.csv: goes on after row ").contains("300,000 rows in 1 file: ")
                .contains("bad 300; ");
        assertThat(run.status()).isEqualTo(1);
        assertThat(out).hasBinaryContent(whole);
    }

    /** A limit of a file's length is as good as a full disk. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void saysThatThereIsNoRoomAndGoesOnOnceThereIs() throws IOException, InterruptedException {
        byte[] whole = uninterrupted();

        Run full = finished(start(List.of("sh", "-c", "ulimit -f 10000; exec \"$@\"", "sh"), out));

        assertThat(full.status()).isEqualTo(1);
        assertThat(full.errors()).isEqualTo(
                "hamlet: " + out + ": expected to write every answer, found: File too large\n");
        assertThat(out).doesNotExist();

        Run run = finished(start(List.of(), out));

        assertThat(run.errors()).contains("goes on after row ");
        assertThat(out).hasBinaryContent(whole);
    }

    @Test
    void doesNotWriteWhatAnotherRunWrites() throws IOException, InterruptedException {
        try (var part = new RandomAccessFile(folder.resolve("out.part").toFile(), "rw");
                var lock = part.getChannel().lock()) {
            assertThat(lock.isValid()).isTrue();

            Run run = finished(start(List.of(), out));

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.errors()).isEqualTo("hamlet: " + out
                    + ": expected to write every answer, found: another run that writes " + out + ".part\n");
        }
    }

    /** A quote that never closes, a row that never ends, a header that never ends, in 32 MB. */
    @Test
    void keepsWithinItsMemoryWhateverTheFile() throws IOException, InterruptedException {
        String endless = "x,y\n".repeat(15_000_000);
        Files.writeString(folder.resolve("rows.csv"), "text,id\n\"" + endless);
        assertThat(finished(start(List.of(), out)).errors()).contains("row 1 (line 2): expected a quote to be closed");

        Files.writeString(folder.resolve("rows.csv"), endless.replace('\n', ','));
        assertThat(finished(start(List.of(), out)).errors()).contains("expected a header of at most 65536 bytes");

        Files.writeString(folder.resolve("rows.csv"), "id,text\n1," + endless.replace('\n', ' ') + "\n2,free\n");
        Run run = finished(start(List.of(), out));
        assertThat(run.errors()).contains("2 rows in 1 file: ").contains("bad 1; ");
        assertThat(Files.readAllLines(out)).hasSize(2);
    }

    private byte[] uninterrupted() throws IOException, InterruptedException {
        Path other = folder.resolve("uninterrupted");
        assertThat(finished(start(List.of(), other)).status()).isEqualTo(1);
        return Files.readAllBytes(other);
    }

    private long size(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) ? Files.size(file) : 0;
    }

    private Process start(List<String> before, Path answers) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx32m", "-jar",
                "target/function.jar", "batch", "--id", "id", "--in", folder.resolve("rows.csv").toString(), "--out",
                answers.toString()));
        return new ProcessBuilder(command).redirectError(folder.resolve("err").toFile()).start();
    }

    private Run finished(Process process) throws IOException, InterruptedException {
        assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readString(folder.resolve("err")));
    }

    private record Run(int status, String errors) {}
}
