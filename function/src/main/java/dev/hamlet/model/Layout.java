package dev.hamlet.model;

/** The numbers of the model file's layout, which {@link ModelWriter} describes. Apart from it, so that reading does not load the writer. */
final class Layout {

    static final byte[] MAGIC = {(byte) 0x89, 'H', 'M', 'L', 'T', '\r', '\n', 0x1A};
    /** The version that is written, and the oldest that is read: up to 3 the vocabulary was another table. */
    static final int VERSION = 4;
    static final int HEADER = 20;
    static final int SECTION_ENTRY = 12;
    static final int DIGEST = 32;
    static final int TRAILER = DIGEST + 4;
    static final int BINOMIAL = 1;
    static final int MULTINOMIAL = 2;
    static final int FOREST = 3;
    static final int SHAPE = 1;
    static final int OBFUSCATION = 2;

    private Layout() {}
}
