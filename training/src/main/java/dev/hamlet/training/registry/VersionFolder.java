package dev.hamlet.training.registry;

import dev.hamlet.model.Model;
import dev.hamlet.model.VerifiedModel;
import dev.hamlet.training.dataset.OutputFile;
import dev.hamlet.training.dataset.Sha256;
import dev.hamlet.training.evaluation.Interval;
import dev.hamlet.training.evaluation.PredictionTable;
import dev.hamlet.training.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a version, which stay as they were registered; only a signature may come later.
 *
 * @param path the folder, named by the version
 */
public record VersionFolder(Path path) {

    /** The parameters file that the model was made by. */
    public static final String PARAMETERS = "params.yaml";
    /** What {@code evaluate} found, as in its report. */
    public static final String METRICS = "metrics.json";
    /** What the behaviour suite found. */
    public static final String BEHAVIOUR = "behaviour.json";
    static final String PROVENANCE = "provenance.json";
    /** What makes a version the one that it is; the others may be made anew by a later Hamlet. */
    private static final List<String> IDENTITY = List.of(Publisher.MODEL, METRICS, PredictionTable.FILE);

    /** The version. */
    public String version() {
        return String.valueOf(path.getFileName());
    }

    boolean exists() {
        return Files.isDirectory(path);
    }

    /** A file of the version. */
    public Path file(String name) {
        return path.resolve(name);
    }

    /** The model, whose hash must be its own. */
    public Model model() throws IOException {
        Path file = file(Publisher.MODEL);
        return VerifiedModel.read(Files.readAllBytes(file), file.toString());
    }

    /** Where it comes from. */
    public Provenance provenance() throws IOException {
        return Json.read(Provenance.class, "a version's provenance", file(PROVENANCE));
    }

    /** Each figure that {@code evaluate} found, by name. */
    public Map<String, Interval> figures() throws IOException {
        return Json.read(Measured.class, "a report that evaluate wrote", file(METRICS)).evaluation().figures();
    }

    /** What is read of a report: one that another Hamlet wrote may have more or less of the rest. */
    private record Measured(Judged evaluation) {}

    private record Judged(Map<String, Interval> figures) {}

    /** What it said of each held-out message. */
    public PredictionTable predictions() throws IOException {
        return PredictionTable.read(file(PredictionTable.FILE));
    }

    String provenanceSha256() throws IOException {
        return Sha256.of(file(PROVENANCE));
    }

    /** Writes all files, or none. */
    void create(Candidate candidate) throws IOException {
        Path part = path.resolveSibling("." + version() + ".part");
        delete(part);
        SortedMap<String, String> hashes = new TreeMap<>();
        for (Map.Entry<String, byte[]> file : candidate.files().entrySet()) {
            OutputFile.write(part.resolve(file.getKey()), file.getValue());
            if (!file.getKey().equals(Publisher.SIGNATURE)) {
                hashes.put(file.getKey(), Sha256.of(file.getValue()));
            }
        }
        OutputFile.write(part.resolve(PROVENANCE), Json.bytes(candidate.provenance().of(hashes)));
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    /**
     * Finds out that a candidate is this very version.
     *
     * @throws IOException if a file that tells versions apart is another
     */
    void requireSame(Candidate candidate) throws IOException {
        for (String name : IDENTITY) {
            byte[] other = candidate.files().get(name);
            if (other == null || !Arrays.equals(Files.readAllBytes(file(name)), other)) {
                throw new IOException("%s: expected the %s that version %s was registered with, found another"
                        .formatted(path, name, version()));
            }
        }
    }

    /** Adds a signature, or puts it in the place of another. */
    void sign(byte[] signature) throws IOException {
        OutputFile.write(file(Publisher.SIGNATURE), signature);
    }

    /**
     * What is not as it was registered, a line each.
     *
     * @param provenanceSha256 the hash of the provenance, by the audit log
     */
    List<String> problems(String provenanceSha256) throws IOException {
        if (!exists()) {
            return List.of("%s: expected the version's folder, found none".formatted(path));
        }
        List<String> problems = new ArrayList<>();
        compare(PROVENANCE, provenanceSha256, problems);
        if (problems.isEmpty()) {
            for (Map.Entry<String, String> each : provenance().files().entrySet()) {
                compare(each.getKey(), each.getValue(), problems);
            }
        }
        return problems;
    }

    private void compare(String name, String expected, List<String> problems) throws IOException {
        Path file = file(name);
        String found = Files.isRegularFile(file) ? "SHA-256 " + Sha256.of(file) : "none";
        if (!found.equals("SHA-256 " + expected)) {
            problems.add("%s: expected SHA-256 %s, found %s".formatted(file, expected, found.replace("SHA-256 ", "")));
        }
    }
}
