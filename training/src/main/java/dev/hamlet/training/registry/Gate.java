package dev.hamlet.training.registry;

import java.util.Locale;

/** What is looked at before an alias moves to a version. */
public enum Gate {
    /** Every file is the one that was registered. */
    INTACT(false),
    /** Nobody rejected it; for what ships, somebody approved it. */
    REVIEW(false),
    /** It is the champion. */
    CHAMPION(false),
    /** Its figures hold what they must, whatever other versions do. */
    FLOORS(true),
    /** It loses nothing of significance against the version that it replaces, overall and in each slice. */
    LOSS(true),
    /** It can do what the behaviour suite asks for. */
    BEHAVIOUR(true),
    /** Its file is no larger than a file may be. */
    SIZE(true),
    /** It is not much slower than the version that it replaces. */
    SPEED(true),
    /** It is signed by the key that was given, if one was. */
    SIGNATURE(false);

    private final boolean waivable;

    Gate(boolean waivable) {
        this.waivable = waivable;
    }

    /** Whether one who gives a reason may pass it. */
    public boolean isWaivable() {
        return waivable;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
