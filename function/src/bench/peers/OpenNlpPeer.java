import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import opennlp.tools.doccat.BagOfWordsFeatureGenerator;
import opennlp.tools.doccat.DoccatFactory;
import opennlp.tools.doccat.DoccatModel;
import opennlp.tools.doccat.DocumentCategorizerME;
import opennlp.tools.doccat.DocumentSample;
import opennlp.tools.doccat.FeatureGenerator;
import opennlp.tools.doccat.NGramFeatureGenerator;
import opennlp.tools.tokenize.SimpleTokenizer;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.TrainingParameters;

/** Apache OpenNLP's document categorizer: maximum entropy on words and pairs of words seen five times. */
final class OpenNlpPeer implements Library {

    @Override
    public void fit(List<Example> examples, Path model) throws Exception {
        DocumentSample[] samples = examples.stream()
                .map(example -> new DocumentSample(example.label(), tokens(example.text())))
                .toArray(DocumentSample[]::new);
        TrainingParameters parameters = TrainingParameters.defaultParams();
        parameters.put(TrainingParameters.CUTOFF_PARAM, 5);
        parameters.put(TrainingParameters.THREADS_PARAM, 1);
        var factory = new DoccatFactory(
                new FeatureGenerator[]{new BagOfWordsFeatureGenerator(), new NGramFeatureGenerator(2, 2)});
        DocumentCategorizerME.train("eng", ObjectStreamUtils.createObjectStream(samples), parameters, factory)
                .serialize(model);
    }

    @Override
    public Peer load(Path file) throws Exception {
        DoccatModel model;
        try (var in = Files.newInputStream(file)) {
            model = new DoccatModel(in);
        }
        var categorizer = new DocumentCategorizerME(model);
        return message -> categorizer.getBestCategory(categorizer.categorize(tokens(message))).equals(Example.SPAM);
    }

    private static String[] tokens(String text) {
        String[] tokens = SimpleTokenizer.INSTANCE.tokenize(text);
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = tokens[i].toLowerCase(java.util.Locale.ROOT);
        }
        return tokens;
    }
}
