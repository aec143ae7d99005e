package dev.hamlet.model;

import dev.hamlet.feature.FeatureOptions;
import dev.hamlet.feature.NgramExtractor;
import dev.hamlet.feature.NormalizedText;
import dev.hamlet.feature.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import smile.base.cart.DecisionNode;
import smile.base.cart.Node;
import smile.base.cart.NominalNode;

/** Models of a few n-grams, their weights written by hand. */
public final class Models {

    /** Words and pairs of them, and 2 or 3 characters. */
    static final FeatureOptions FEATURES = new FeatureOptions(2, 2, 3);

    static final String SOURCE = "tiny.hamlet";

    private static final Map<String, String> PROVENANCE = Map.of("seed", "42", "data", "written for tests: ü, 文, 🎁");

    private Models() {}

    /** Ham or spam; threshold 0.25. Weights and threshold are such that the file holds them exactly. */
    public static byte[] binaryFile() {
        return binaryFile(new Weighed().word("free", 2.5).word("prize", 1.25).word("free prize", 0.75)
                .characters("00", 1).characters("!!", 0.5).characters("ee ", 0.25).characters("🎁", 0.875)
                .word("thanks", -2).characters(" lo", -0.5).characters("ve", -0.375).word("é", -1.125)
                .word("文", 0.625));
    }

    /** The same with another SHA-256 than that of its bytes; the checksum fits. */
    public static byte[] binaryWithWrongIdentity() {
        byte[] file = binaryFile();
        file[file.length - 36] ^= 1;
        var crc = new CRC32();
        crc.update(file, 0, file.length - 4);
        ModelBytes.littleEndian(file).putInt(file.length - 4, (int) crc.getValue());
        return file;
    }

    static byte[] binaryFile(Weighed weighed) {
        var metadata = new Metadata("tiny", List.of("ham", "spam"), 0.25, FEATURES, new TreeMap<>(PROVENANCE));
        var classifier = LogLinear.of(weighed.row(0, -1.5));
        return ModelWriter.write(metadata, weighed.vocabulary(), classifier);
    }

    /** Ham, promotion or spam, in this order; spam, the last, has no weights of its own. */
    public static byte[] threeLabelsFile() {
        var weighed = new Weighed().word("thanks", 2, -1).word("sale", -0.5, 1.75).word("free", -1, 0.5)
                .word("sale ends", 0.25, 0.5).characters("00", -0.75, -0.25).characters("ve", 0.5, -0.25)
                .characters("!!", -0.25, 1);
        var metadata = new Metadata("tiny", List.of("ham", "promotion", "spam"), 0, FEATURES,
                new TreeMap<>(PROVENANCE));
        double[][] rows = {weighed.row(0, 0.5), weighed.row(1, -0.25)};
        var classifier = LogLinear.of(rows);
        return ModelWriter.write(metadata, weighed.vocabulary(), classifier);
    }

    /** Two trees of ham or spam: on "free", then "prize"; and on "thanks". Threshold 0.5. */
    public static byte[] forestFile() {
        var weighed = forestWords();
        var metadata = new Metadata("tiny", List.of("ham", "spam"), 0.5, FEATURES, new TreeMap<>(PROVENANCE));
        Node first = split(weighed.id(0), split(weighed.id(1), leaf(0, 8), leaf(1, 4)), leaf(20, 2));
        Node second = split(weighed.id(2), leaf(9, 0), leaf(12, 200));
        var forest = new Forest(List.of(first, second), weighed.vocabulary().dimension(), 2, 1.5, -0.25);
        return ModelWriter.write(metadata, weighed.vocabulary(), forest);
    }

    /** One tree of ham, promotion or spam, on "free" and "prize". */
    public static byte[] forestOfThreeLabelsFile() {
        var weighed = forestWords();
        var metadata = new Metadata("tiny", List.of("ham", "promotion", "spam"), 0, FEATURES,
                new TreeMap<>(PROVENANCE));
        Node tree = split(weighed.id(0), leaf(1, 2, 9), split(weighed.id(1), leaf(0, 7, 1), leaf(30, 2, 3)));
        return ModelWriter.write(metadata, weighed.vocabulary(),
                new Forest(List.of(tree), weighed.vocabulary().dimension(), 3, 1, 0));
    }

    /** Ham or spam; every feature of {@code message} weighs 1. */
    static Model ofAllFeatures(String message, FeatureOptions features) throws ModelFormatException {
        Set<Integer> found = new TreeSet<>();
        new NgramExtractor(features).extract(NormalizedText.of(message),
                (fingerprint, start, end) -> found.add(fingerprint));
        Vocabulary vocabulary = Vocabulary.of(found.stream().mapToInt(Integer::intValue).toArray());
        double[] row = new double[vocabulary.dimension() + 1];
        found.forEach(fingerprint -> row[vocabulary.indexOf(fingerprint)] = 1);
        var metadata = new Metadata("tiny", List.of("ham", "spam"), 0.5, features, new TreeMap<>());
        return ModelReader.read(ModelWriter.write(metadata, vocabulary, LogLinear.of(row)), SOURCE);
    }

    static Weighed forestWords() {
        return new Weighed().word("free", 0).word("prize", 0).word("thanks", 0);
    }

    private static Node split(int id, Node with, Node without) {
        return new NominalNode(id, 1, 0, 0, with, without);
    }

    private static Node leaf(int... counts) {
        return new DecisionNode(counts);
    }

    public static Model binary() throws ModelFormatException {
        return ModelReader.read(binaryFile(), SOURCE);
    }

    public static Model threeLabels() throws ModelFormatException {
        return ModelReader.read(threeLabelsFile(), SOURCE);
    }

    /** N-grams with a weight for each row of a classifier. */
    static final class Weighed {

        private final List<Integer> fingerprints = new ArrayList<>();
        private final List<double[]> weights = new ArrayList<>();

        /** A word, or two with a space between. */
        Weighed word(String ngram, double... weights) {
            return add(fingerprint(new FeatureOptions(2, 1, 0), ngram, 0, ngram.length()), weights);
        }

        /** Neighbouring characters; a space may stand for a boundary. */
        Weighed characters(String ngram, double... weights) {
            var options = new FeatureOptions(0, ngram.length(), ngram.length());
            return add(fingerprint(options, "." + ngram + ".", 1, 1 + ngram.length()), weights);
        }

        private Weighed add(int fingerprint, double... weights) {
            fingerprints.add(fingerprint);
            this.weights.add(weights);
            return this;
        }

        /** The feature id of the n-gram that was added as the {@code index}-th. */
        int id(int index) {
            return vocabulary().indexOf(fingerprints.get(index));
        }

        Vocabulary vocabulary() {
            return Vocabulary.of(fingerprints.stream().mapToInt(Integer::intValue).toArray());
        }

        double[] row(int index, double bias) {
            Vocabulary vocabulary = vocabulary();
            double[] row = new double[vocabulary.dimension() + 1];
            for (int i = 0; i < weights.size(); i++) {
                row[vocabulary.indexOf(fingerprints.get(i))] = weights.get(i)[index];
            }
            row[vocabulary.dimension()] = bias;
            Weights.round(row);
            return row;
        }

        private static int fingerprint(FeatureOptions options, String text, int from, int to) {
            Stream.Builder<Integer> found = Stream.builder();
            new NgramExtractor(options).extract(NormalizedText.of(text), (fingerprint, start, end) -> {
                if (start == from && end == to) {
                    found.add(fingerprint);
                }
            });
            return found.build().findFirst().orElseThrow(() -> new IllegalArgumentException("no n-gram is " + text));
        }
    }
}
