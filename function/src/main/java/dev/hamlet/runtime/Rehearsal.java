package dev.hamlet.runtime;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the AOT cache of a container image: has a runtime answer every sample event, keeps what the JVM then knows of it, and
 * proves by the same events that a JVM takes the cache. Nothing of this runs where the function serves.
 *
 * <pre>java … dev.hamlet.runtime.Rehearsal EVENTS OPTIONS CACHE -cp JARS MAIN HANDLER</pre>
 *
 * <p>EVENTS is a folder, OPTIONS a file of JVM options, CACHE the file to write; the rest is what follows {@code java} where
 * the function serves. Exit codes: 0 made and proven, 1 not, 2 used wrongly.
 */
public final class Rehearsal {

    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final List<Path> events;
    private final String options;
    private final String cache;
    private final List<String> program;

    private Rehearsal(List<Path> events, String options, String cache, List<String> program) {
        this.events = events;
        this.options = options;
        this.cache = cache;
        this.program = program;
    }

    /** Makes a cache and exits. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length < 6 || !Arrays.asList(args).contains("-cp")) {
            System.err.println(
                    "hamlet: expected EVENTS OPTIONS CACHE -cp JARS MAIN HANDLER, found " + args.length + " words");
            System.exit(2);
        }
        var program = Arrays.asList(args).subList(3, args.length);
        System.exit(new Rehearsal(events(Path.of(args[0])), "@" + args[1], args[2], program).run() ? 0 : 1);
    }

    private static List<Path> events(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json") && !file.endsWith("expected.json")).sorted()
                    .toList();
        }
    }

    private boolean run() throws IOException, InterruptedException {
        String notes = cache + ".notes";
        boolean made = answers("-XX:AOTMode=record", "-XX:AOTConfiguration=" + notes)
                && create(notes) && answers("-XX:AOTMode=on", "-XX:AOTCache=" + cache, "-XX:+VerifySharedSpaces");
        Files.deleteIfExists(Path.of(notes));
        CacheCheck.note(cache, program.get(program.indexOf("-cp") + 1));
        return made;
    }

    /** Whether a JVM with these options answers every event. */
    private boolean answers(String... more) throws IOException, InterruptedException {
        return new PlayedLambda(events).answers(command(more));
    }

    /** By G1, since only that writes the heap of a cache; the serial collector of the options then reads it. */
    private boolean create(String notes) throws IOException, InterruptedException {
        var command = command("-XX:-UseSerialGC", "-XX:+UseG1GC", "-XX:AOTMode=create", "-XX:AOTConfiguration=" + notes,
                "-XX:AOTCache=" + cache);
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0 && new File(cache).isFile();
    }

    private List<String> command(String... more) {
        var command = new ArrayList<>(List.of(JAVA, options));
        command.addAll(List.of(more));
        command.addAll(program);
        return command;
    }
}
