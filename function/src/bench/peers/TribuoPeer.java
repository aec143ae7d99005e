import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LogisticRegressionTrainer;
import org.tribuo.dataset.MinimumCardinalityDataset;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Tribuo's logistic regression with its default settings, on the presence of one or two words and of two to four
 * characters that are in five messages or more.
 *
 * <p>The n-grams are made here: Tribuo's own text pipelines make those of words alone.
 */
final class TribuoPeer implements Library {

    private static final LabelFactory LABELS = new LabelFactory();
    private static final Pattern WORD = Pattern.compile("\\w\\w+", Pattern.UNICODE_CHARACTER_CLASS);

    @Override
    public void fit(List<Example> examples, Path model) throws Exception {
        var dataset = new MutableDataset<>(new SimpleDataSourceProvenance("messages", LABELS), LABELS);
        for (Example example : examples) {
            dataset.add(features(new Label(example.label()), example.text()));
        }
        new LogisticRegressionTrainer().train(new MinimumCardinalityDataset<>(dataset, 5)).serializeToFile(model);
    }

    @Override
    public Peer load(Path file) throws Exception {
        Model<Label> model = Model.deserializeFromFile(file).castModel(Label.class);
        return message -> model.predict(features(LabelFactory.UNKNOWN_LABEL, message)).getOutput().getLabel()
                .equals(Example.SPAM);
    }

    private static ArrayExample<Label> features(Label label, String message) {
        String[] names = ngrams(message.toLowerCase(Locale.ROOT)).toArray(String[]::new);
        double[] values = Collections.nCopies(names.length, 1.0).stream().mapToDouble(Double::doubleValue).toArray();
        return new ArrayExample<>(label, names, values);
    }

    private static Set<String> ngrams(String text) {
        Set<String> ngrams = new HashSet<>();
        String before = null;
        var words = WORD.matcher(text);
        while (words.find()) {
            String word = words.group();
            ngrams.add("w " + word);
            if (before != null) {
                ngrams.add("w " + before + " " + word);
            }
            before = word;
        }
        for (int length = 2; length <= 4; length++) {
            for (int start = 0; start + length <= text.length(); start++) {
                ngrams.add("c " + text.substring(start, start + length));
            }
        }
        return ngrams;
    }
}
