package dev.hamlet.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The versions that the build was made of. */
final class Versions implements IVersionProvider {

    private final Properties versions = new Properties();

    Versions() {
        try (InputStream in = Versions.class.getResourceAsStream("versions.properties")) {
            versions.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the versions in the jar", e);
        }
    }

    String hamlet() {
        return versions.getProperty("hamlet");
    }

    String smile() {
        return versions.getProperty("smile");
    }

    @Override
    public String[] getVersion() {
        return new String[]{"Hamlet " + hamlet() + ", Smile " + smile() + ", Java " + Runtime.version()};
    }
}
