package dev.hamlet.training.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hamlet.training.dataset.OutputFile;
import dev.hamlet.training.dataset.Sha256;
import dev.hamlet.training.json.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was done in a registry, a line of JSON each, to which lines are only added. Each line has the hash of the one before, and a file of
 * its own has that of the last, so that a changed, removed or cut line is noticed. Who can write both files can still make up another past:
 * that is noticed where the head was kept elsewhere.
 */
final class AuditLog {

    static final String FILE = "audit.jsonl";
    static final String HEAD = "audit.head";

    private static final Logger log = LoggerFactory.getLogger(AuditLog.class);
    private static final String NOTHING = "0".repeat(64);

    private final Path file;
    private final Path head;
    private final Clock clock;

    AuditLog(Path folder, Clock clock) {
        this.file = folder.resolve(FILE);
        this.head = folder.resolve(HEAD);
        this.clock = clock;
    }

    /**
     * Every entry, the oldest first. What an interrupted command left half done is finished: a line that has no end was never written, and a
     * last line that the head does not know yet is.
     *
     * @throws IOException if the log cannot be read, or is not what was written; it names the line
     */
    List<AuditEntry> read() throws IOException {
        List<String> lines = wholeLines();
        List<AuditEntry> entries = new ArrayList<>();
        String previous = NOTHING;
        for (String line : lines) {
            String where = FILE + ":" + (entries.size() + 1);
            AuditEntry entry = Json.parse(AuditEntry.class, "a line that Hamlet wrote", line, where);
            if (!entry.previous().equals(previous)) {
                throw new IOException(
                        "%s: expected the hash %s of the line before, found %s: a line was changed or removed"
                                .formatted(where, previous, entry.previous()));
            }
            entries.add(entry);
            previous = hash(line);
        }
        checkHead(entries, previous);
        return List.copyOf(entries);
    }

    private List<String> wholeLines() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        String all = new String(Files.readAllBytes(file), UTF_8);
        String whole = all.substring(0, all.lastIndexOf('\n') + 1);
        if (whole.length() < all.length()) {
            log.warn("{}: the last line has no end: a command was interrupted before it was done; removed it", file);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(whole.getBytes(UTF_8).length);
            }
        }
        return whole.lines().toList();
    }

    private void checkHead(List<AuditEntry> entries, String last) throws IOException {
        String known = Files.exists(head) ? Files.readString(head).strip() : NOTHING;
        if (known.equals(last)) {
            return;
        }
        if (entries.isEmpty() || !entries.getLast().previous().equals(known)) {
            throw new IOException(
                    "%s: expected a last line of the hash %s, found %s at line %d: lines were cut or changed"
                            .formatted(FILE, known, last, entries.size()));
        }
        log.warn("{}: the last line is not known to {}: a command was interrupted after it was done; noted it", file,
                HEAD);
        writeHead(last);
    }

    /** Adds an entry, which is done from then on. */
    void append(AuditEntry entry, String by) throws IOException {
        List<AuditEntry> before = read();
        String previous = before.isEmpty() ? NOTHING : Files.readString(head).strip();
        String line = Json.line(entry.at(clock.instant().toString(), by, previous));
        Files.write(file, (line + "\n").getBytes(UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND,
                StandardOpenOption.SYNC);
        writeHead(hash(line));
    }

    private void writeHead(String hash) throws IOException {
        OutputFile.write(head, (hash + "\n").getBytes(UTF_8));
    }

    private static String hash(String line) {
        return Sha256.of(line.getBytes(UTF_8));
    }
}
