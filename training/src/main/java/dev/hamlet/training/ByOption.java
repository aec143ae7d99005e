package dev.hamlet.training;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says who does something, for the registry's audit log. */
final class ByOption {

    @Option(names = "--by", paramLabel = "NAME", description = "who does this, for the audit log (default: the name of the user who is logged in)")
    private @Nullable String name;

    String name() {
        return name == null ? System.getProperty("user.name") : name;
    }
}
