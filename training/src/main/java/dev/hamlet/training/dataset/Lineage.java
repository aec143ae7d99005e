package dev.hamlet.training.dataset;

import java.util.List;

/**
 * Which files the messages are from.
 *
 * @param sources the data sets, then the feedback, in the order in which they are read
 * @param train {@linkplain Dataset#fingerprint() fingerprint} of the training part made of them; {@value #NOT_DIVIDED} before there is one
 */
public record Lineage(List<Source> sources, String train) {

    /** The file's name, in the folder of the messages. */
    public static final String FILE = "lineage.json";
    /** Stands for the fingerprint where the messages are not divided yet. */
    public static final String NOT_DIVIDED = "none";

    /** Copies the list. */
    public Lineage {
        sources = List.copyOf(sources);
    }

    /** Of messages that are not divided yet. */
    public Lineage(List<Source> sources) {
        this(sources, NOT_DIVIDED);
    }

    /** The same, once they are. */
    public Lineage dividedInto(Split split) {
        return new Lineage(sources, split.train().fingerprint());
    }

    /** The feedback among the sources. */
    public List<Source> feedback() {
        return sources.stream().filter(source -> source.kind() == Kind.FEEDBACK).toList();
    }

    /** What a file is to a data set. */
    public enum Kind {
        /** Published, and divided. */
        DATA_SET,
        /** Labels that came in later: in the training part only. */
        FEEDBACK
    }

    /**
     * A file.
     *
     * @param kind what it is
     * @param name what reports call it
     * @param file its name, without a folder
     * @param url where it is published, or empty
     * @param sha256 SHA-256 of the file
     * @param licence the terms it is published under, or empty
     * @param rows how many messages were read from it
     */
    public record Source(Kind kind, String name, String file, String url, String sha256, String licence, int rows) {}
}
