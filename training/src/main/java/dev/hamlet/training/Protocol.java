package dev.hamlet.training;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What {@code evaluate} can train and test on. */
enum Protocol {

    HOLDOUT("How does the trained model do on the test part, which it has not seen? No near-repeat of a training message is in it."),
    ALMEIDA(
            "How does it do on the split of the paper that published the data? The file's first 1,674 lines train, the others test. Repeats stay in, as they did in the paper."),
    LECTURE(
            "How does it do on the lecture's random split? Repeats stay in, so that about a tenth of the test messages are also in the training part: these figures flatter."),
    CV(
            "How does it do on messages of the same kind? Ten-fold cross-validation, each label in its share, without repeats; every choice, the threshold included, is made anew inside each training part."),
    GROUPED_CV(
            "How does it do on campaigns that it has not seen? Ten-fold cross-validation in which near-duplicates, messages that share half of their character 5-grams and what these share with others, stay in one fold."),
    TRANSFER(
            "How does it do on messages from elsewhere? It learns from one file and is tested on others, less the messages that the first file has too.");

    private final String question;

    Protocol(String question) {
        this.question = question;
    }

    /** What it asks, and how it answers. */
    String question() {
        return question;
    }

    /** The name on the command line, in reports and in their file names. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Finds a protocol by its name. */
    static final class Converter implements ITypeConverter<Protocol> {

        @Override
        public Protocol convert(String name) {
            return Arrays.stream(values()).filter(protocol -> protocol.toString().equals(name)).findFirst()
                    .orElseThrow(() -> new TypeConversionException("expected one of %s, found '%s'".formatted(
                            Arrays.stream(values()).map(Protocol::toString).collect(Collectors.joining(", ")), name)));
        }
    }
}
