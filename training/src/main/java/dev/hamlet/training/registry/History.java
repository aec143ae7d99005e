package dev.hamlet.training.registry;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where all that was done has led to. */
final class History {

    private final SequencedMap<String, AuditEntry> registered = new LinkedHashMap<>();
    private final Map<String, AuditEntry> reviews = new LinkedHashMap<>();
    /** The versions that each alias stood on, the present one first. */
    private final Map<Alias, Deque<String>> stacks = new EnumMap<>(Alias.class);

    History(List<AuditEntry> entries) {
        for (Alias alias : Alias.values()) {
            stacks.put(alias, new ArrayDeque<>());
        }
        entries.forEach(this::replay);
    }

    private void replay(AuditEntry entry) {
        switch (entry.action()) {
            case REGISTERED -> registered.put(entry.version(), entry);
            case APPROVED, REJECTED -> reviews.put(entry.version(), entry);
            case PROMOTED -> stack(entry.alias()).push(entry.version());
            case ROLLED_BACK -> stack(entry.alias()).pop();
        }
    }

    private Deque<String> stack(String alias) {
        return stack(Alias.named(alias));
    }

    private Deque<String> stack(Alias alias) {
        return stacks.getOrDefault(alias, new ArrayDeque<>());
    }

    /** The versions with the entries that tell of their registration, the oldest first. */
    SequencedMap<String, AuditEntry> registered() {
        return registered;
    }

    Review review(String version) {
        AuditEntry decision = reviews.get(version);
        if (decision == null) {
            return Review.UNREVIEWED;
        }
        return decision.action() == AuditEntry.Action.APPROVED ? Review.APPROVED : Review.REJECTED;
    }

    /** Who decided last, empty if nobody. */
    String reviewer(String version) {
        AuditEntry decision = reviews.get(version);
        return decision == null ? "" : decision.by();
    }

    Optional<String> version(Alias alias) {
        return Optional.ofNullable(stack(alias).peek());
    }

    /** The version that an alias stood on before. */
    Optional<String> before(Alias alias) {
        return stack(alias).stream().skip(1).findFirst();
    }

    /** The version of each alias that has one. */
    SortedMap<String, String> aliases() {
        SortedMap<String, String> aliases = new TreeMap<>();
        stacks.forEach((alias, stack) -> version(alias).ifPresent(at -> aliases.put(alias.toString(), at)));
        return aliases;
    }
}
