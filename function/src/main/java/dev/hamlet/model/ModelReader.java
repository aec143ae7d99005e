package dev.hamlet.model;

import dev.hamlet.feature.FeatureOptions;
import dev.hamlet.feature.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** Reads model files; {@link ModelWriter} has their layout. */
public final class ModelReader {

    private final byte[] bytes;
    private final String source;

    private ModelReader(byte[] bytes, String source) {
        this.bytes = bytes;
        this.source = source;
    }

    /**
     * Reads a model.
     *
     * @param bytes the whole file
     * @param source what to call the file in messages
     * @throws ModelFormatException if the bytes are cut, changed, of a format too new or too old, or no model file at all
     */
    public static Model read(byte[] bytes, String source) throws ModelFormatException {
        return new ModelReader(bytes, source).read();
    }

    private Model read() throws ModelFormatException {
        checkFile();
        Metadata metadata = metadata(section("META"));
        Vocabulary vocabulary = vocabulary(section("VOCA"));
        Classifier classifier = classifier(section("CLAS"), metadata, vocabulary);
        int digest = bytes.length - Layout.TRAILER;
        String sha256 = HexFormat.of().formatHex(bytes, digest, digest + Layout.DIGEST);
        return new Model(metadata, sha256, vocabulary, classifier);
    }

    private void checkFile() throws ModelFormatException {
        int magic = Arrays.mismatch(bytes, Layout.MAGIC);
        if (magic >= 0 && magic < Layout.MAGIC.length) {
            throw fail("a Hamlet model file", magic < bytes.length ? "other bytes" : "the end of the file", magic);
        }
        if (bytes.length < Layout.HEADER + Layout.TRAILER) {
            throw fail("a header and a trailer", "the end of the file", bytes.length);
        }
        Cursor header = cursor("header", 8, Layout.HEADER);
        int version = header.u16();
        int oldestReader = header.u16();
        if (oldestReader > Layout.VERSION) {
            throw fail("a format for readers of version " + Layout.VERSION,
                    "version " + version + ", for readers from version " + oldestReader, 10);
        }
        if (version < Layout.VERSION) {
            throw fail("format version " + Layout.VERSION + " or newer", "version " + version, 8);
        }
        long length = header.u32();
        if (length != bytes.length) {
            throw fail("a file of " + length + " bytes", bytes.length, 12);
        }
        checkSum();
    }

    private void checkSum() throws ModelFormatException {
        int end = bytes.length - 4;
        var crc = new CRC32();
        crc.update(bytes, 0, end);
        long stored = cursor("checksum", end, bytes.length).u32();
        if (stored != crc.getValue()) {
            throw fail("checksum " + Long.toHexString(stored), Long.toHexString(crc.getValue()), end);
        }
    }

    private Cursor section(String tag) throws ModelFormatException {
        long count = cursor("header", 16, Layout.HEADER).u32();
        int tableEnd = bytes.length - Layout.TRAILER;
        Cursor table = cursor("section table", Layout.HEADER, tableEnd);
        for (long i = 0; i < count; i++) {
            int entry = table.position();
            String found = table.ascii(4);
            long offset = table.u32();
            long length = table.u32();
            if (found.equals(tag)) {
                if (offset + length > tableEnd) {
                    throw fail("section " + tag + " to end by " + tableEnd, offset + length, entry);
                }
                return cursor("section " + tag, (int) offset, (int) (offset + length));
            }
        }
        throw fail("a section " + tag, "none", Layout.HEADER);
    }

    private Metadata metadata(Cursor in) throws ModelFormatException {
        int start = in.position();
        String name = in.string();
        int labelCount = in.u16();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < labelCount; i++) {
            labels.add(in.string());
        }
        double threshold = in.f64();
        int[] ngrams = {in.u8(), in.u8(), in.u8()};
        int flags = flags(in);
        int entries = in.u16();
        var provenance = new TreeMap<String, String>();
        for (int i = 0; i < entries; i++) {
            provenance.put(in.string(), in.string());
        }
        in.expectEnd();
        try {
            return new Metadata(name, labels, threshold, features(flags, ngrams), provenance);
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(e, source, start);
        }
    }

    private int flags(Cursor in) throws ModelFormatException {
        int start = in.position();
        int flags = in.u8();
        if ((flags & ~(Layout.SHAPE | Layout.OBFUSCATION)) != 0) {
            throw fail("other features of shape (1) and obfuscation (2)", flags, start);
        }
        return flags;
    }

    private static FeatureOptions features(int flags, int... ngrams) {
        return new FeatureOptions(ngrams[0], ngrams[1], ngrams[2], (flags & Layout.SHAPE) != 0,
                (flags & Layout.OBFUSCATION) != 0);
    }

    private Vocabulary vocabulary(Cursor in) throws ModelFormatException {
        int start = in.position();
        long count = in.u32();
        if (count * 4 > in.remaining() || in.remaining() % 2 != 0) {
            throw fail("fingerprints for " + count + " slots and seeds of 2 bytes", in.remaining() + " bytes", start);
        }
        int[] slots = in.i32s((int) count);
        short[] seeds = in.i16s(in.remaining() / 2);
        try {
            return Vocabulary.ofTable(slots, seeds);
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(e, source, start);
        }
    }

    private Classifier classifier(Cursor in, Metadata metadata, Vocabulary vocabulary) throws ModelFormatException {
        int start = in.position();
        int kind = in.u8();
        int labels = metadata.labels().size();
        if (kind == Layout.FOREST) {
            return ForestReader.read(in, vocabulary.dimension(), labels);
        }
        int linear = metadata.binary() ? Layout.BINOMIAL : Layout.MULTINOMIAL;
        if (kind != linear) {
            throw fail("classifier kind " + linear + " or " + Layout.FOREST + " for " + labels + " labels", kind,
                    start);
        }
        Weights[] rows = new Weights[labels - 1];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = weights(in, vocabulary);
        }
        in.expectEnd();
        return LogLinear.of(rows);
    }

    private static Weights weights(Cursor in, Vocabulary vocabulary) throws ModelFormatException {
        int exponent = (byte) in.u8();
        return Weights.of(in.i16s(vocabulary.dimension() + 1), exponent);
    }

    private Cursor cursor(String part, int start, int end) {
        return new Cursor(bytes, source, part, start, end);
    }

    private ModelFormatException fail(String expected, Object found, long offset) {
        return new ModelFormatException(expected, found, source, offset);
    }
}
