package dev.hamlet.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script at the top, in a folder of its own, with JDKs that only tell their version and what they are to run. */
class LauncherTest {

    private static final Path SCRIPT = Path.of("../hamlet");

    @TempDir
    private Path folder = Path.of("");
    private Path home = Path.of("");
    private Path bin = Path.of("");

    @BeforeEach
    void install() throws IOException {
        home = Files.createDirectories(folder.resolve("a home"));
        bin = Files.createDirectory(folder.resolve("bin"));
        Files.copy(SCRIPT, home.resolve("hamlet"));
        for (String module : List.of("function", "training")) {
            Files.createDirectories(home.resolve(module + "/target"));
            Files.createFile(home.resolve(module + "/target/" + module + ".jar"));
        }
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({"serve,function", "classify,function", "batch,function", "version,function", "verify,function",
        "fetch,training",
        "split,training",
        "train,training", "select,training", "pipeline,training",
        "evaluate,training", "publish,training", "fit,training", "--version,training", "perform,training"})
    void runsTheJarThatKnowsTheCommand(String command, String module) throws IOException {
        Path jdk = jdk("a jdk", "25.0.1");

        assertThat(launch(Map.of("JAVA_HOME", jdk.toString()), command, "--data", "my file.tsv", "*")).isEqualTo(
                new Run(0, "a jdk|-jar|%s/%s/target/%s.jar|%s|--data|my file.tsv|*|\n".formatted(home.toRealPath(),
                        module, module, command), ""));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"25", "25.0.1", "25.0.3"})
    void takesTheJdkOfJavaHome(String version) throws IOException {
        Path jdk = jdk("named", version);
        onPath(jdk("other", "25"));

        assertThat(launch(Map.of("JAVA_HOME", jdk.toString()), "java-home").out()).isEqualTo(jdk + "\n");
    }

    @ParameterizedTest(name = "JAVA_HOME with Java {0}")
    @ValueSource(strings = {"17.0.15", "2.5", "125", "26"})
    void passesOverAJavaHomeOfAnotherVersion(String version) throws IOException {
        Path good = onPath(jdk("on path", "25"));

        assertThat(launch(Map.of("JAVA_HOME", jdk("old", version).toString()), "java-home").out()).isEqualTo(
                good + "\n");
    }

    @Test
    void findsTheJdkOfThePathThroughLinks() throws IOException {
        Path good = onPath(jdk("on path", "25"));

        assertThat(launch(Map.of(), "java-home").out()).isEqualTo(good + "\n");
        assertThat(launch(Map.of("JAVA_HOME", ""), "java-home").out()).isEqualTo(good + "\n");
        assertThat(launch(Map.of("JAVA_HOME", "/nowhere"), "java-home").out()).isEqualTo(good + "\n");
    }

    @Test
    void findsARelativeLinkOnThePath() throws IOException {
        Path good = jdk("on path", "25");
        Files.createSymbolicLink(bin.resolve("java"), bin.relativize(good.resolve("bin/java")));

        String found = launch(Map.of(), "java-home").out().strip();
        assertThat(Path.of(found).toRealPath()).isEqualTo(good.toRealPath());
    }

    /** The user's own, or one of the machine: that depends on the machine. */
    @Test
    void looksInTheUsualFoldersWhereThePathHasAnOldOne() throws IOException {
        Path old = onPath(jdk("old", "17.0.15"));
        jdk(".jdks/temurin-25", "25");
        Run run = launch(Map.of(), "java-home");

        assertThat(run.exitCode()).isZero();
        assertThat(Path.of(run.out().strip())).isNotEqualTo(old).satisfies(
                jdk -> assertThat(jdk.resolve("bin/java")).isExecutable());
    }

    @ParameterizedTest
    @CsvSource({"serve,function", "train,training"})
    void saysHowToBuildAMissingJar(String command, String module) throws IOException {
        Path jar = home.toRealPath().resolve(module + "/target/" + module + ".jar");
        Files.delete(jar);

        assertThat(launch(Map.of("JAVA_HOME", jdk("a jdk", "25").toString()), command)).isEqualTo(new Run(1, "",
                "hamlet: expected %s, found none: build it with \"make package\"\n".formatted(jar)));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"training/src/main/java/Trainer.java", "function/src/main/java/Model.java", "pom.xml",
        "training/pom.xml"})
    void refusesAStageOfAJarOlderThanItsSources(String source) throws IOException {
        Path changed = home.toRealPath().resolve(source);
        Files.createDirectories(changed.getParent());
        Files.createFile(changed);
        Path jar = home.toRealPath().resolve("training/target/training.jar");
        Files.setLastModifiedTime(changed, FileTime.from(Files.getLastModifiedTime(jar).toInstant().plusSeconds(1)));
        Map<String, String> environment = Map.of("JAVA_HOME", jdk("a jdk", "25").toString());

        assertThat(launch(environment, "train")).isEqualTo(new Run(1, "",
                "hamlet: expected %s to be newer than its sources, found a newer %s: build it with \"make package\"\n"
                        .formatted(jar, changed)));
        assertThat(launch(environment, "fit").exitCode()).isZero();
        Files.setLastModifiedTime(changed, FileTime.from(Files.getLastModifiedTime(jar).toInstant().minusSeconds(1)));
        assertThat(launch(environment, "train").exitCode()).isZero();
    }

    @Test
    void helpsWithoutAJdkOrJars() throws IOException {
        Files.delete(home.resolve("training/target/training.jar"));
        Run help = launch(Map.of(), "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).startsWith("Usage: ./hamlet COMMAND").contains("serve", "classify", "batch", "version",
                "fetch",
                "split",
                "train", "select", "evaluate", "publish", "card", "fit");
        assertThat(launch(Map.of(), "help")).isEqualTo(help);
        assertThat(launch(Map.of())).isEqualTo(new Run(2, "", help.out()));
    }

    @Test
    void handsOnTheOptionsOfTheJvm() throws IOException {
        Path jdk = jdk("a jdk", "25");

        assertThat(launch(Map.of("JAVA_HOME", jdk.toString(), "HAMLET_JAVA_OPTIONS", "-Xmx1g -Da=b"), "fit").out())
                .startsWith("a jdk|-Xmx1g|-Da=b|-jar|");
    }

    @Test
    void exitsAsTheJvmDoes() throws IOException {
        Path jdk = jdk("a jdk", "25");
        Files.writeString(jdk.resolve("bin/java"), Files.readString(jdk.resolve("bin/java")) + "exit 2\n");

        assertThat(launch(Map.of("JAVA_HOME", jdk.toString()), "fit").exitCode()).isEqualTo(2);
    }

    private Path jdk(String name, String version) throws IOException {
        Path java = folder.resolve(name).resolve("bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, """
                #!/bin/sh
                if [ "$*" = -version ]; then
                    echo 'openjdk version "%s" 2026-01-20' >&2
                    exit
                fi
                printf '%%s|' '%s' "$@"
                echo
                """.formatted(version, name));
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder.resolve(name);
    }

    /** Puts a JDK's java on the path as distributions do: a link to a link. */
    private Path onPath(Path jdk) throws IOException {
        Path alternative = Files.createSymbolicLink(folder.resolve("alternative"), jdk.resolve("bin/java"));
        Files.createSymbolicLink(bin.resolve("java"), alternative);
        return jdk;
    }

    private Run launch(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", home.resolve("hamlet").toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_HOME", "HAMLET_JAVA_OPTIONS"));
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("PATH", bin + ":" + builder.environment().get("PATH"));
        builder.environment().putAll(environment);
        try {
            int exitCode = builder.start().waitFor();
            return new Run(exitCode, Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
