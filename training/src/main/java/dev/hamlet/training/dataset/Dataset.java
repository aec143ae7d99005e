package dev.hamlet.training.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Examples in a fixed order, the one in which they were read.
 *
 * @param examples the examples; possibly none
 */
public record Dataset(List<Example> examples) {

    /** Copies the list. */
    public Dataset {
        examples = List.copyOf(examples);
    }

    /** The examples of several data sets, one set after the other. */
    public static Dataset concat(List<Dataset> datasets) {
        return new Dataset(datasets.stream().flatMap(dataset -> dataset.examples.stream()).toList());
    }

    /** How many examples there are, repeats included. */
    public int size() {
        return examples.size();
    }

    /** The labels that occur, in the order of their characters. */
    public List<String> labels() {
        return List.copyOf(new TreeSet<>(examples.stream().map(Example::label).toList()));
    }

    /** The first example of each message, where messages with the same {@link DuplicateKey} are the same. */
    public Dataset withoutDuplicates() {
        Set<DuplicateKey> seen = new HashSet<>();
        return new Dataset(examples.stream().filter(example -> seen.add(DuplicateKey.of(example.text()))).toList());
    }

    /** The examples of which the other has no message, where messages with the same {@link DuplicateKey} are the same. */
    public Dataset without(Dataset other) {
        Set<DuplicateKey> known = new HashSet<>();
        other.examples.forEach(example -> known.add(DuplicateKey.of(example.text())));
        return new Dataset(
                examples.stream().filter(example -> !known.contains(DuplicateKey.of(example.text()))).toList());
    }

    /**
     * Names this content: the SHA-256, as 64 lower-case hexadecimal digits, of the examples as {@link TsvWriter} writes
     * them. Labels, texts and their order count; ids do not. A file of LF-ended lines with the columns label and text has
     * its own SHA-256 as fingerprint.
     */
    public String fingerprint() {
        MessageDigest digest = Sha256.newDigest();
        examples.forEach(example -> digest.update(line(example).getBytes(UTF_8)));
        return Sha256.hex(digest);
    }

    static String line(Example example) {
        return example.label() + '\t' + example.text() + '\n';
    }
}
