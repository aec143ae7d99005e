package dev.hamlet.training.registry;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** A name for the version that has a role; each lets a version in by the gates that the role asks for. */
public enum Alias {
    /** The version that may become the next champion. */
    CHALLENGER(EnumSet.of(Gate.INTACT, Gate.REVIEW, Gate.BEHAVIOUR, Gate.SIZE)),
    /** The best version. */
    CHAMPION(EnumSet.complementOf(EnumSet.of(Gate.CHAMPION))),
    /** The version that ships: a champion that a named person has approved. */
    PROD(EnumSet.allOf(Gate.class));

    private final Set<Gate> gates;

    Alias(Set<Gate> gates) {
        this.gates = gates;
    }

    /**
     * The alias of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Alias named(String name) {
        return Stream.of(values()).filter(each -> each.toString().equals(name)).findFirst().orElseThrow(
                () -> new IllegalArgumentException("expected one of %s, found \"%s\"".formatted(
                        List.of(values()), name)));
    }

    boolean asksFor(Gate gate) {
        return gates.contains(gate);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
