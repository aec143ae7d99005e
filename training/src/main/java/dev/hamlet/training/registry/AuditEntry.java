package dev.hamlet.training.registry;

import java.util.List;
import java.util.Locale;

/**
 * A line of the audit log. What an action does not have is empty.
 *
 * @param time when, in UTC by ISO 8601
 * @param by who
 * @param action what was done
 * @param version the version that it was done to
 * @param alias the alias that moved to it
 * @param from the version that the alias stood on before
 * @param reason why, in the words of who did it
 * @param gates what was found before an alias moved
 * @param sha256 of the version's provenance, when it was registered
 * @param previous SHA-256 of the line before, without its LF; 64 zeros in the first
 */
public record AuditEntry(String time, String by, Action action, String version, String alias, String from,
        String reason,
        List<GateResult> gates, String sha256, String previous) {

    /** What was done. */
    public enum Action {
        /** A version came into the registry. */
        REGISTERED,
        /** A person said that a version may ship. */
        APPROVED,
        /** A person said that it may not. */
        REJECTED,
        /** An alias moved to a version, past its gates. */
        PROMOTED,
        /** An alias moved back to where it was before. */
        ROLLED_BACK;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Copies the list. */
    public AuditEntry {
        gates = List.copyOf(gates);
    }

    static AuditEntry registered(String version, String sha256) {
        return new AuditEntry("", "", Action.REGISTERED, version, "", "", "", List.of(), sha256, "");
    }

    static AuditEntry reviewed(String version, Action decision, String reason) {
        return new AuditEntry("", "", decision, version, "", "", reason, List.of(), "", "");
    }

    static AuditEntry moved(Action action, String version, Alias alias, String from, String reason,
            List<GateResult> gates) {
        return new AuditEntry("", "", action, version, alias.toString(), from, reason, gates, "", "");
    }

    AuditEntry at(String time, String by, String previous) {
        return new AuditEntry(time, by, action, version, alias, from, reason, gates, sha256, previous);
    }
}
