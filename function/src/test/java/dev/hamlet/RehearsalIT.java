package dev.hamlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar's AOT cache, made as in the image's build. */
@Timeout(120)
class RehearsalIT {

    private static final String HANDLER = "dev.hamlet.handler.PredictHandler::handleRequest";
    private static final String EVENTS = Path.of("..", "events").toAbsolutePath().toString();
    private static final String OPTIONS = Path.of("src", "image", "java.options").toAbsolutePath().toString();

    private record Run(int status, String output) {}

    @TempDir
    private Path folder;

    @BeforeEach
    void layOut() throws IOException {
        Files.copy(Path.of("target", "function.jar"), folder.resolve("function.jar"));
    }

    @Test
    void makesACacheThatOnlyItsOwnJarPasses() throws IOException, InterruptedException {
        assertThat(rehearse(EVENTS, HANDLER).status()).isZero();
        assertThat(check()).isEqualTo(new Run(0, ""));

        Files.writeString(folder.resolve("function.jar"), "\n", StandardOpenOption.APPEND);
        Run changed = check();
        assertThat(changed.status()).isOne();
        // newer JVMs refuse such a cache by themselves
        assertThat(changed.output()).containsAnyOf("expected jars with the SHA-256", "shared class paths mismatch",
                "AOT cache");
    }

    @Test
    void failsWhenTheFunctionDoesNotStart() throws IOException, InterruptedException {
        Run run = rehearse(EVENTS, "a.B::c");
        assertThat(run.status()).isOne();
        assertThat(run.output()).contains("expected PredictHandler of dev.hamlet.handler, or SqsHandler, ");
    }

    @Test
    void saysHowItIsUsed() throws IOException, InterruptedException {
        assertThat(java("-cp", "function.jar", "dev.hamlet.runtime.Rehearsal", EVENTS))
                .isEqualTo(new Run(2, "hamlet: expected EVENTS OPTIONS CACHE -cp JARS MAIN HANDLER, found 1 words\n"));
    }

    private Run rehearse(String events, String handler) throws IOException, InterruptedException {
        return java("-cp", "function.jar", "dev.hamlet.runtime.Rehearsal", events, OPTIONS, "function.aot", "-cp",
                "function.jar", "dev.hamlet.runtime.Bootstrap", handler);
    }

    private Run check() throws IOException, InterruptedException {
        return java("@" + OPTIONS, "-XX:AOTMode=on", "-XX:AOTCache=function.aot", "-XX:+VerifySharedSpaces", "-cp",
                "function.jar", "dev.hamlet.runtime.CacheCheck", "function.aot");
    }

    private Run java(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }
}
