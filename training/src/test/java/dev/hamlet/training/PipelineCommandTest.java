package dev.hamlet.training;

import static dev.hamlet.training.MainTest.assertFailed;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stages of the shell, in a folder of their own. */
class PipelineCommandTest {

    private static final String STAGES = """
            stages:
              one:
                cmd: cp in ${paths.middle}
                deps:
                  - in
                params:
                  - paths
                outs:
                  - ${paths.middle}:
                      cache: false
              two:
                foreach:
                  a: {of: a.depth}
                  b: {of: b}
                do:
                  cmd: cp ${paths.middle} ${key}.out
                  deps:
                    - ${paths.middle}
                  params:
                    - ${item.of}
                  metrics:
                    - ${key}.out
            plots:
              - a.out
            """;

    @TempDir
    private Path folder = Path.of("");
    private Path file = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        Files.writeString(folder.resolve("params.yaml"), "paths: {middle: middle}\na: {depth: 35}\nb: 0.00001\n");
        Files.writeString(folder.resolve("in"), "in\n");
        file = Files.writeString(folder.resolve("dvc.yaml"), STAGES);
    }

    @Test
    void runsWhatHasChanged() throws IOException {
        assertThat(pipeline("--dry").err()).contains("one: would run: never ran", "two@a: would run: never ran");
        assertThat(pipeline().err()).contains("one: run: never ran", "two@a: run: never ran", "two@b: run: never ran",
                "3 stages ran");
        assertThat(pipeline().err()).contains("one: skipped: unchanged", "two@b: skipped: unchanged", "0 stages ran");
        Files.writeString(folder.resolve("params.yaml"), "paths: {middle: middle}\na: {depth: 20}\nb: 1e-05\n");
        assertThat(pipeline("two@b").err()).contains("one: skipped", "two@b: skipped", "0 stages ran")
                .doesNotContain("two@a");
        assertThat(pipeline().err()).contains("two@a: run: params a.depth 35 → 20", "two@b: skipped", "1 stages ran");
        Files.writeString(folder.resolve("in"), "other\n");
        assertThat(pipeline("--dry").err()).contains("one: would run: deps in",
                "two@a: would run if other files come of one");
        assertThat(pipeline("two", "--force").err()).contains("one: run: forced", "3 stages ran");
    }

    @Test
    void stopsAtAStageThatFails() throws IOException {
        Files.delete(folder.resolve("in"));

        assertFailed(pipeline(), "one: expected exit code 0 of \"cp in middle\", found 1");
    }

    @Test
    void letsNoOtherRunBesideIt() throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE); var lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertFailed(pipeline(), file + ": expected one pipeline at a time, found another that runs");
        }
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', value = {
        "'    deps:\n      - in\n' | '    wdir: in\n' | 4:5: expected of what DVC understands one of [cmd, deps, desc, metrics, "
                + "outs, params], found \"wdir\"; \"dvc repro\" may run it",
        "'cache: false' | 'push: false' | 10:11: expected of what DVC understands one of [cache, desc, persist], found \"push\"",
        "'plots:' | 'vars:' | 23:1: expected of what DVC understands one of [metrics, params, plots, stages], found \"vars\"",
        "'cp in ${paths.middle}' | 'cp in ${paths}' | 3:10: expected ${paths} to be a text or whole number, found {middle=middle}",
        "'${item.of}' | '${item.on}' | 20:11: expected ${item.on} to be a text or whole number, found none",
        "'      - in\n' | '      - {in: 1}\n' | 5:9: expected text, found a mapping",
        "'cmd: cp in' | 'cmdo: cp in' | 3:5: expected of what DVC understands one of"})
    void namesWhatItDoesNotUnderstand(String from, String to, String message) throws IOException {
        Files.writeString(file, STAGES.replace(from, to));

        assertFailed(pipeline(), file + ":" + message);
    }

    @Test
    void namesALockOfAnotherForm() throws IOException {
        Path lock = Files.writeString(folder.resolve("dvc.lock"), "schema: '1.0'\n");

        assertFailed(pipeline(), lock + ": expected schema '2.0', found 1.0");
        Files.writeString(lock, "schema: '2.0'\nstages:\n  one:\n    deps: [1]\n");
        assertFailed(pipeline(), lock + ": expected what DVC 3 writes, found another form");
    }

    private Run pipeline(String... more) {
        List<String> arguments = new ArrayList<>(List.of("pipeline", "--file", file.toString()));
        arguments.addAll(List.of(more));
        return Run.hamlet(arguments.toArray(String[]::new));
    }
}
