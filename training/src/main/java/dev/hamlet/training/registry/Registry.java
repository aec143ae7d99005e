package dev.hamlet.training.registry;

import dev.hamlet.training.dataset.OutputFile;
import dev.hamlet.training.json.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Models that were published, each with what was found of it, and which of them has which role. The audit log is what counts: where
 * {@value #ALIASES}, which is for others to read, says something else, it is written anew. One command at a time has it, the others wait.
 */
public final class Registry {

    static final String ALIASES = "aliases.json";

    private static final Logger log = LoggerFactory.getLogger(Registry.class);
    private static final String LOCK = ".lock";
    /** The first digits of a version that name it, where only one begins so. */
    private static final int SHORTEST = 4;

    private final Path folder;
    private final AuditLog audit;
    private final RegistryListener listener;

    /**
     * A registry in a folder, which is made when something is written.
     *
     * @param clock for the audit log
     * @param listener is told what was done
     */
    public Registry(Path folder, Clock clock, RegistryListener listener) {
        this.folder = folder;
        this.audit = new AuditLog(folder, clock);
        this.listener = listener;
    }

    private interface Work<T> {
        T on(History history) throws IOException;
    }

    private <T> T locked(Work<T> work) throws IOException {
        Files.createDirectories(folder);
        try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE); FileLock _ = channel.lock()) {
            return work.on(history());
        }
    }

    private History history() throws IOException {
        var history = new History(audit.read());
        Path aliases = folder.resolve(ALIASES);
        byte[] expected = Json.bytes(history.aliases());
        boolean none = history.aliases().isEmpty() && !Files.exists(aliases);
        if (!none && !(Files.exists(aliases) && Arrays.equals(Files.readAllBytes(aliases), expected))) {
            log.warn("{}: expected {} as the audit log has it, found something else; wrote it anew", aliases,
                    history.aliases());
            OutputFile.write(aliases, expected);
        }
        return history;
    }

    private void done(AuditEntry entry, String by) throws IOException {
        audit.append(entry, by);
        OutputFile.write(folder.resolve(ALIASES), Json.bytes(new History(audit.read()).aliases()));
    }

    private VersionFolder at(String version) {
        return new VersionFolder(folder.resolve("versions").resolve(version));
    }

    /**
     * Takes a model in. One that is there already stays as it is; a signature is added to it.
     *
     * @param by who does it
     * @return whether it is new
     * @throws IOException if the version is there with other files, or something cannot be written
     */
    public boolean register(Candidate candidate, String by) throws IOException {
        return locked(history -> {
            VersionFolder version = at(candidate.provenance().version());
            if (version.exists()) {
                version.requireSame(candidate);
            } else {
                version.create(candidate);
            }
            byte[] signature = candidate.files().get(Publisher.SIGNATURE);
            if (signature != null) {
                version.sign(signature);
            }
            // a folder without an entry was left by a command that was interrupted in between
            if (history.registered().containsKey(version.version())) {
                return false;
            }
            done(AuditEntry.registered(version.version(), version.provenanceSha256()), by);
            listener.registered(version);
            return true;
        });
    }

    /** Notes what a person decided of a version. */
    public void review(VersionFolder version, Review decision, String by, String reason) throws IOException {
        AuditEntry.Action action = switch (decision) {
            case APPROVED -> AuditEntry.Action.APPROVED;
            case REJECTED -> AuditEntry.Action.REJECTED;
            case UNREVIEWED -> throw new IllegalArgumentException("expected a decision, found none");
        };
        locked(_ -> {
            done(AuditEntry.reviewed(version.version(), action, reason), by);
            return true;
        });
    }

    /**
     * Moves an alias to a version, if every gate that the alias asks for lets it pass. It stays where it is if one does not, or if the
     * request is to look only.
     *
     * @throws IOException if something cannot be read or written
     */
    public Promotion promote(VersionFolder version, Alias alias, Gates gates, PromotionRequest request)
            throws IOException {
        return locked(history -> {
            String from = history.version(alias).orElse("");
            if (from.equals(version.version())) {
                return new Promotion(List.of(), from, false);
            }
            List<GateResult> results = gates.check(version, standing(version, alias, history)).stream()
                    .map(request::applyTo).toList();
            boolean move = results.stream().noneMatch(GateResult::isFailed) && !request.dryRun();
            if (move) {
                done(AuditEntry.moved(AuditEntry.Action.PROMOTED, version.version(), alias, from, request.reason(),
                        results), request.by());
                listener.moved(alias, version.version());
            }
            return new Promotion(results, from, move);
        });
    }

    private Standing standing(VersionFolder version, Alias alias, History history) throws IOException {
        AuditEntry entry = history.registered().get(version.version());
        List<String> problems = entry == null ? List.of("no entry in the audit log") : version.problems(entry.sha256());
        return new Standing(alias, history.review(version.version()), history.reviewer(version.version()), problems,
                history.version(Alias.CHAMPION), history.version(alias).map(this::at));
    }

    /**
     * Moves an alias back to the version that it stood on before, which must be as it was registered and not rejected.
     *
     * @return the version that it stood on, and the one that it stands on now
     * @throws IOException if there is none, it is not, or something cannot be read or written
     */
    public Rollback rollback(Alias alias, String by, String reason) throws IOException {
        return locked(history -> {
            String from = history.version(alias).orElse("");
            String before = history.before(alias).orElseThrow(() -> new IOException(
                    "%s: expected a version that %s stood on before, found none".formatted(folder, alias)));
            Standing standing = standing(at(before), alias, history);
            if (!standing.problems().isEmpty()) {
                throw new IOException(String.join("\n", standing.problems()));
            }
            if (standing.review() == Review.REJECTED) {
                throw new IOException(
                        "%s: expected %s to go back to a version that nobody rejected, found %s, rejected by %s"
                                .formatted(folder, alias, before, standing.reviewer()));
            }
            done(AuditEntry.moved(AuditEntry.Action.ROLLED_BACK, before, alias, from, reason, List.of()), by);
            listener.moved(alias, before);
            return new Rollback(at(from), at(before));
        });
    }

    /** Every version, the oldest first. */
    public List<RegisteredVersion> versions() throws IOException {
        return locked(history -> {
            List<RegisteredVersion> versions = new ArrayList<>();
            for (Map.Entry<String, AuditEntry> each : history.registered().entrySet()) {
                VersionFolder version = at(each.getKey());
                List<Alias> aliases = Stream.of(Alias.values())
                        .filter(alias -> history.version(alias).equals(Optional.of(each.getKey()))).toList();
                versions.add(new RegisteredVersion(each.getKey(), each.getValue().time(), history.review(each.getKey()),
                        aliases, version.figures(),
                        Files.size(version.file(Publisher.MODEL))));
            }
            return versions;
        });
    }

    /** What is not as it was registered, a line each: files of another hash, folders that no line of the audit log tells of. */
    public List<String> problems() throws IOException {
        return locked(history -> {
            List<String> problems = new ArrayList<>();
            for (Map.Entry<String, AuditEntry> each : history.registered().entrySet()) {
                problems.addAll(at(each.getKey()).problems(each.getValue().sha256()));
            }
            for (String name : folders()) {
                if (!history.registered().containsKey(name)) {
                    problems.add(
                            "%s: expected a version that was registered, found none in the audit log; register it again"
                                    .formatted(at(name).path()));
                }
            }
            return problems;
        });
    }

    private List<String> folders() throws IOException {
        Path versions = folder.resolve("versions");
        if (!Files.isDirectory(versions)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(versions)) {
            return folders.map(each -> String.valueOf(each.getFileName())).sorted().toList();
        }
    }

    /**
     * The version that goes by a name.
     *
     * @param name a version, its first digits, or an alias
     * @throws IOException if there is none, or several begin so
     */
    public VersionFolder version(String name) throws IOException {
        return locked(history -> {
            String aliased = history.aliases().get(name);
            List<String> found = aliased == null
                    ? history.registered().keySet().stream()
                            .filter(each -> name.length() >= SHORTEST && each.startsWith(name)).toList()
                    : List.of(aliased);
            if (found.size() != 1) {
                throw new IOException("%s: expected one version or alias \"%s\", found %s".formatted(folder, name,
                        found.isEmpty() ? "none; there are " + history.registered().keySet() : found));
            }
            return at(found.getFirst());
        });
    }
}
