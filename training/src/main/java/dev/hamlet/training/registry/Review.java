package dev.hamlet.training.registry;

import java.util.Locale;

/** What people decided of a version. */
public enum Review {
    /** Nobody has looked at it. */
    UNREVIEWED,
    /** Somebody answers for it. */
    APPROVED,
    /** Somebody objects to it: no alias moves to it. */
    REJECTED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
