package dev.hamlet.model;

import dev.hamlet.feature.FeatureOptions;
import dev.hamlet.feature.Vocabulary;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import smile.base.cart.DecisionNode;
import smile.base.cart.InternalNode;
import smile.base.cart.Node;

/**
 * Writes model files. The same parts give the same bytes: nothing of the clock, the host or a path goes in.
 *
 * <p>Numbers are little-endian; a varint is seven bits a byte, the lowest first, all but the last byte with 128 added; a string is its length in bytes (u16) and its UTF-8 bytes.
 *
 * <pre>
 * offset  bytes  what
 *      0      8  magic: 89 48 4D 4C 54 0D 0A 1A  (as PNG's: shows a file mangled as text)
 *      8      2  format version it was written in
 *     10      2  oldest format version whose readers understand it
 *     12      4  length of the file
 *     16      4  number of sections, then for each:
 *            12    tag (4 ASCII characters), offset, length
 *                META  name; number of labels (u16), labels; threshold (f64);
 *                      word n-grams max (u8), character n-grams min (u8), max (u8), other features (u8): 1 = shape, 2 = obfuscation;
 *                      number of provenance entries (u16), each a name and a value
 *                VOCA  number of slots (u32); a fingerprint (u32) each, 0 in a free one; a seed (i16) for each bucket, to the section's end
 *                CLAS  kind (u8): 1 = Maxent.Binomial, 2 = Maxent.Multinomial; for each weight row (one, or labels - 1):
 *                      step's exponent of two (i8), then slots + 1 multiples of the step (i16), the bias last
 *                      kind (u8): 3 = forest; slope (f64), intercept (f64), number of trees (u16); for each
 *                      tree its root, where a node is
 *                        slot + 1 (varint), the node for messages that have the feature, the node for those that have not; or
 *                        0 (u8), and for each label the number of training messages in the leaf (varint)
 *   -36     32  SHA-256 of all bytes before: the model's identity
 *    -4      4  CRC-32 of all bytes before
 * </pre>
 */
public final class ModelWriter {

    private ModelWriter() {}

    /**
     * The bytes of a model file.
     *
     * @throws IllegalArgumentException if the parts do not fit together, or the weights are not rounded by
     *     {@link Weights#round}
     */
    public static byte[] write(Metadata metadata, Vocabulary vocabulary, Classifier classifier) {
        if (classifier.dimension() != vocabulary.dimension() || classifier.labelCount() != metadata.labels().size()) {
            throw new IllegalArgumentException(
                    "expected a classifier of " + vocabulary.dimension() + " features and " + metadata.labels().size()
                            + " labels, found " + classifier.dimension() + " and " + classifier.labelCount());
        }
        var sections = new LinkedHashMap<String, byte[]>();
        sections.put("META", metadata(metadata));
        sections.put("VOCA", vocabulary(vocabulary));
        sections.put("CLAS", classifier(classifier));
        return assemble(sections);
    }

    private static byte[] assemble(Map<String, byte[]> sections) {
        int offset = Layout.HEADER + Layout.SECTION_ENTRY * sections.size();
        int length = offset + Layout.TRAILER + sections.values().stream().mapToInt(section -> section.length).sum();
        ByteBuffer file = littleEndian(length);
        file.put(Layout.MAGIC).putShort((short) Layout.VERSION).putShort((short) Layout.VERSION).putInt(length)
                .putInt(sections.size());
        for (Map.Entry<String, byte[]> section : sections.entrySet()) {
            file.put(section.getKey().getBytes(StandardCharsets.US_ASCII)).putInt(offset)
                    .putInt(section.getValue().length);
            offset += section.getValue().length;
        }
        sections.values().forEach(file::put);
        file.put(sha256(file.array(), file.position()));
        var crc = new CRC32();
        crc.update(file.array(), 0, file.position());
        return file.putInt((int) crc.getValue()).array();
    }

    private static byte[] metadata(Metadata metadata) {
        var out = new Section();
        out.string(metadata.name());
        out.u16(metadata.labels().size());
        metadata.labels().forEach(out::string);
        out.f64(metadata.threshold());
        FeatureOptions features = metadata.features();
        out.u8(features.wordNgramsMax());
        out.u8(features.charNgramsMin());
        out.u8(features.charNgramsMax());
        out.u8((features.shape() ? Layout.SHAPE : 0) | (features.obfuscation() ? Layout.OBFUSCATION : 0));
        out.u16(metadata.provenance().size());
        metadata.provenance().forEach((name, value) -> {
            out.string(name);
            out.string(value);
        });
        return out.toByteArray();
    }

    private static byte[] vocabulary(Vocabulary vocabulary) {
        int[] slots = vocabulary.slots();
        short[] seeds = vocabulary.seeds();
        ByteBuffer out = littleEndian(4 + 4 * slots.length + 2 * seeds.length).putInt(slots.length);
        for (int slot : slots) {
            out.putInt(slot);
        }
        for (short seed : seeds) {
            out.putShort(seed);
        }
        return out.array();
    }

    private static byte[] classifier(Classifier classifier) {
        return switch (classifier) {
            case LogLinear linear -> weights(linear.rows());
            case Forest forest -> forest(forest);
        };
    }

    private static byte[] weights(double[]... rows) {
        var out = new Section();
        out.u8(rows.length == 1 ? Layout.BINOMIAL : Layout.MULTINOMIAL);
        for (double[] weights : rows) {
            int exponent = Weights.exponent(weights);
            out.u8(exponent);
            for (double weight : weights) {
                out.u16(Weights.multiple(weight, exponent));
            }
        }
        return out.toByteArray();
    }

    private static byte[] forest(Forest forest) {
        var out = new Section();
        out.u8(Layout.FOREST);
        out.f64(forest.slope());
        out.f64(forest.intercept());
        out.u16(forest.trees().size());
        forest.trees().forEach(root -> node(root, out));
        return out.toByteArray();
    }

    private static void node(Node node, Section out) {
        if (node instanceof InternalNode split) {
            out.varint(split.feature() + 1);
            node(Forest.childWith(split), out);
            node(Forest.childWithout(split), out);
        } else {
            out.u8(0);
            for (int count : ((DecisionNode) node).count()) {
                out.varint(count);
            }
        }
    }

    static byte[] sha256(byte[] bytes, int length) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static ByteBuffer littleEndian(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
