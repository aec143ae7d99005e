package dev.hamlet.training;

import dev.hamlet.feature.FeatureOptions;
import dev.hamlet.model.Model;
import dev.hamlet.training.card.CardText;
import dev.hamlet.training.dataset.DataSource;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.SplitOptions;
import dev.hamlet.training.dataset.TsvReader;
import dev.hamlet.training.registry.GateLimits;
import dev.hamlet.training.trainer.ClassifierOptions;
import dev.hamlet.training.trainer.LinearSvmOptions;
import dev.hamlet.training.trainer.MaxentOptions;
import dev.hamlet.training.trainer.NaiveBayesOptions;
import dev.hamlet.training.trainer.RandomForestOptions;
import dev.hamlet.training.trainer.SparseLogisticRegressionOptions;
import dev.hamlet.training.trainer.ThresholdOptions;
import dev.hamlet.training.trainer.TrainerOptions;
import dev.hamlet.training.trainer.VocabularyOptions;
import dev.hamlet.training.validation.CheckOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Every number and path that shapes a training run, as in {@code params.yaml}. Paths are relative to the folder in which
 * training runs.
 *
 * @param dataSets what to train on, in this order; one or more
 * @param feedback labels that came in later, for the training part; none where it is left out
 * @param externalDataConfig where data sets are fetched to
 * @param rawDataConfig where their messages are collected
 * @param processedDataConfig where the messages are put once divided
 * @param labelEncoding a number from 0 for each label, two labels or more; of two, 1 is the positive one
 * @param trainTestSplitRatio the part of the messages that is held out, above 0 and below 1
 * @param randomState seed of the split and of the folds
 * @param checks what data is held to; as in the file that this version came with where it is left out
 * @param features which features a message has
 * @param ownFeatures by trainer, those that others than {@code features} are better for
 * @param trainer which of the trainers makes the model
 * @param hyperParameters the trainers there are, each with its hyper-parameters
 * @param threshold how the threshold is chosen
 * @param goodWords the share of positive messages that are learned from again with good words appended; none means 0
 * @param modelName what the model is called
 * @param modelPath where the model file is written
 * @param reportPath where the metrics are written
 * @param selection how {@code select} chooses among the trainers; it cannot where this is left out
 * @param publish where the shipped model lives
 * @param runsPath the folder in which runs are tracked; where it is left out, none is
 * @param registryPath the folder of the registry; {@code registry} where it is left out
 * @param gates what must hold before an alias of the registry moves; none does where this is left out
 * @param card what the model's owner says of it; there is no card where this is left out
 */
public record Parameters(List<DataSource> dataSets, Optional<List<FeedbackSource>> feedback,
        ExternalDataConfig externalDataConfig, RawDataConfig rawDataConfig,
        ProcessedDataConfig processedDataConfig, Map<String, Integer> labelEncoding, double trainTestSplitRatio,
        long randomState, Optional<CheckOptions> checks, Features features,
        Optional<Map<String, Features>> ownFeatures, String trainer,
        HyperParameters hyperParameters, ThresholdOptions threshold, Optional<Double> goodWords, String modelName,
        Path modelPath, Path reportPath, Optional<Selection> selection, Publish publish, Optional<Path> runsPath,
        Optional<Path> registryPath, Optional<GateLimits> gates, Optional<CardText> card) {

    /**
     * Checks the values that stand by themselves.
     *
     * @throws IllegalArgumentException if there is no data set, the labels are not numbered from 0, the ratio is not
     *         between 0 and 1, or a trainer is named that has no hyper-parameters
     */
    public Parameters {
        dataSets = List.copyOf(dataSets);
        labelEncoding = Collections.unmodifiableMap(new LinkedHashMap<>(labelEncoding));
        require(!dataSets.isEmpty(), "data_sets to name one or more", "none");
        require(isNumberedFromZero(labelEncoding), "label_encoding to number two labels or more from 0", labelEncoding);
        require(trainTestSplitRatio > 0 && trainTestSplitRatio < 1,
                "train_test_split_ratio to be a ratio between 0 and 1", trainTestSplitRatio);
        require(goodWords.orElse(0.0) >= 0 && goodWords.orElse(0.0) <= 1, "good_words to be from 0 to 1", goodWords);
        Set<String> names = hyperParameters.byTrainer().keySet();
        require(names.contains(trainer), "trainer to be one of " + names, trainer);
        ownFeatures = ownFeatures.map(Map::copyOf);
        Set<String> owners = new TreeSet<>(ownFeatures.orElse(Map.of()).keySet());
        require(names.containsAll(owners), "own_features of " + names, owners);
    }

    /**
     * Reads a parameters file.
     *
     * @throws ParametersException if it is not UTF-8, a key is unknown, missing or repeated, or a value has another type or range than
     *         described; it names line and column
     * @throws IOException if the file cannot be read
     */
    public static Parameters load(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("%s: expected a file, found a folder".formatted(file));
        }
        String name = String.valueOf(file.getFileName());
        return parse(name, decode(name, Files.readAllBytes(file)));
    }

    private static String decode(String file, byte[] bytes) throws ParametersException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        boolean bad = StandardCharsets.UTF_8.newDecoder().decode(in, out, true).isError();
        String text = out.flip().toString();
        if (bad) {
            int line = (int) text.chars().filter(c -> c == '\n').count() + 1;
            throw new ParametersException(new Location(file, line, text.length() - text.lastIndexOf('\n')),
                    "expected UTF-8, found 0x%02X".formatted(in.get(in.position())));
        }
        return text;
    }

    /** The parameters that this version of Hamlet came with; where they are used nobody has asked for a folder of runs. */
    static Parameters shipped() throws IOException {
        try (InputStream in = Parameters.class.getResourceAsStream("params.yaml")) {
            if (in == null) {
                throw new IllegalStateException("expected params.yaml in the jar, found none");
            }
            return parse("params.yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8)).untracked();
        }
    }

    static Parameters parse(String file, String yaml) throws ParametersException {
        return RecordBinder.bind(Parameters.class, YamlReader.read(file, yaml));
    }

    /**
     * The same with another trainer.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    Parameters withTrainer(String name) {
        return new Parameters(dataSets, feedback, externalDataConfig, rawDataConfig, processedDataConfig, labelEncoding,
                trainTestSplitRatio, randomState, checks, features, ownFeatures, name, hyperParameters, threshold,
                goodWords,
                modelName,
                modelPath, reportPath, selection, publish, runsPath, registryPath, gates, card);
    }

    private Parameters untracked() {
        return new Parameters(dataSets, feedback, externalDataConfig, rawDataConfig, processedDataConfig, labelEncoding,
                trainTestSplitRatio, randomState, checks, features, ownFeatures, trainer, hyperParameters, threshold,
                goodWords,
                modelName, modelPath, reportPath, selection, publish, Optional.empty(), registryPath, gates, card);
    }

    /**
     * The same with the trainer that made a model, as its provenance tells.
     *
     * @return none if no trainer of these parameters would have made it
     */
    Optional<Parameters> withTrainerOf(Model model) {
        String made = model.metadata().provenance().getOrDefault("parameters.sha256", "");
        return hyperParameters.byTrainer().keySet().stream().map(this::withTrainer)
                .filter(each -> each.sha256().equals(made)).findFirst();
    }

    /**
     * Names the values that shape a model: 64 lower-case hexadecimal digits. They do not depend on where files are, on other
     * trainers, nor on comments or layout of the file; the data has a hash of its own.
     */
    public String sha256() {
        return RecordDigest.sha256(modelParameters());
    }

    /** The same values, each by its key: {@code features.char_ngrams_max} and so on. */
    SortedMap<String, String> modelValues() {
        return RecordDigest.values(modelParameters());
    }

    private ModelParameters modelParameters() {
        HyperParameters own = hyperParameters.only(trainer);
        return new ModelParameters(labels(), trainTestSplitRatio, randomState, featuresOf(trainer),
                own.maxent(), own.sparseLogisticRegression(), own.linearSvm(), own.naiveBayes(), own.randomForest(),
                own.ensemble(),
                threshold, goodWords.filter(share -> share > 0), modelName);
    }

    private record ModelParameters(List<String> labels, double trainTestSplitRatio, long randomState, Features features,
            Optional<MaxentOptions> maxent, Optional<SparseLogisticRegressionOptions> sparseLogisticRegression,
            Optional<LinearSvmOptions> linearSvm, Optional<NaiveBayesOptions> naiveBayes,
            Optional<RandomForestOptions> randomForest, Optional<HyperParameters.Ensemble> ensemble,
            ThresholdOptions threshold, Optional<Double> goodWords, String modelName) {}

    /** The labels, each at the index that is its number. */
    public List<String> labels() {
        return labelEncoding.entrySet().stream().sorted(Map.Entry.comparingByValue()).map(Map.Entry::getKey).toList();
    }

    /** What data is held to before it is trained on. */
    CheckOptions checksOrShipped() throws IOException {
        return checks.isPresent() ? checks.get() : shipped().checks().orElseThrow();
    }

    /** How the messages are divided. */
    public SplitOptions splitOptions() {
        return new SplitOptions(trainTestSplitRatio, randomState);
    }

    /** How the model is trained. */
    public TrainerOptions trainerOptions() {
        return options(trainer);
    }

    /** How each trainer that there is would train it, by the trainer's name. */
    public SortedMap<String, TrainerOptions> trainers() {
        SortedMap<String, TrainerOptions> trainers = new TreeMap<>();
        hyperParameters.byTrainer().keySet().forEach(name -> trainers.put(name, options(name)));
        return trainers;
    }

    private TrainerOptions options(String name) {
        return featuresOf(name).trainerOptions(hyperParameters.of(name), threshold, goodWords.orElse(0.0), randomState);
    }

    private Features featuresOf(String name) {
        return ownFeatures.orElse(Map.of()).getOrDefault(name, features);
    }

    /** The folder of the registry. */
    Path registry() {
        return registryPath.orElse(Path.of("registry"));
    }

    /** The training part, as {@code split} wrote it. */
    Dataset readTrain() throws IOException {
        return read(processedDataConfig.trainDataTsv());
    }

    /** The test part, as {@code split} wrote it. */
    Dataset readTest() throws IOException {
        return read(processedDataConfig.testDataTsv());
    }

    private Dataset read(Path file) throws IOException {
        return new TsvReader(TsvReader.LABEL_TEXT, Set.copyOf(labels())).read(file).complete();
    }

    private static boolean isNumberedFromZero(Map<String, Integer> encoding) {
        return encoding.size() >= 2
                && encoding.values().stream().sorted().toList().equals(
                        IntStream.range(0, encoding.size()).boxed().toList());
    }

    private static void require(boolean condition, String expected, Object found) {
        if (!condition) {
            throw new IllegalArgumentException("expected %s, found %s".formatted(expected, found));
        }
    }

    /**
     * Labels that came in later.
     *
     * @param name what reports call them
     * @param file where they are: CSV, JSON Lines or TSV, by its ending
     * @param sha256 SHA-256 of the file; any will do where it is left out
     * @param licence the terms they are under, where that is known
     */
    public record FeedbackSource(String name, Path file, Optional<String> sha256, Optional<String> licence) {}

    /**
     * External data: what others publish, as they publish it.
     *
     * @param externalDataDir the folder
     * @param downloadTimeoutSeconds how long one download may take, 1 or more
     */
    public record ExternalDataConfig(Path externalDataDir, int downloadTimeoutSeconds) {

        /** Checks the time. */
        public ExternalDataConfig {
            require(downloadTimeoutSeconds >= 1, "download_timeout_seconds to be 1 or more", downloadTimeoutSeconds);
        }
    }

    /**
     * Raw data: the messages of all data sets, label and text.
     *
     * @param rawDataTsv the file
     */
    public record RawDataConfig(Path rawDataTsv) {}

    /**
     * Processed data: the raw messages in two parts without a message in common.
     *
     * @param trainDataTsv what models learn from
     * @param testDataTsv what is held out
     */
    public record ProcessedDataConfig(Path trainDataTsv, Path testDataTsv) {}

    /**
     * Features of a message.
     *
     * @param wordNgramsMax the longest word n-gram, in words
     * @param charNgramsMin the shortest character n-gram, in characters
     * @param charNgramsMax the longest character n-gram, in characters
     * @param shape whether links, numbers, amounts, capitals and length are features; not where it is left out
     * @param obfuscation whether the kinds of obfuscation that were undone are; not where it is left out
     * @param minMessages in how many training messages a feature must occur, 1 or more
     * @param maxFeatures how many features there are at most, 1 or more: the most frequent; all where it is left out
     */
    public record Features(int wordNgramsMax, int charNgramsMin, int charNgramsMax, Optional<Boolean> shape,
            Optional<Boolean> obfuscation, int minMessages, Optional<Integer> maxFeatures) {

        /**
         * Checks the numbers; what is left out is off.
         *
         * @throws IllegalArgumentException if there cannot be such features
         */
        public Features {
            FeatureOptions _ = new FeatureOptions(wordNgramsMax, charNgramsMin, charNgramsMax);
            // left out or off, the model is the same, and so is the hash
            shape = Optional.of(shape.orElse(false));
            obfuscation = Optional.of(obfuscation.orElse(false));
            require(minMessages >= 1, "min_messages to be 1 or more", minMessages);
            require(maxFeatures.orElse(1) >= 1, "max_features to be 1 or more", maxFeatures.orElse(1));
        }

        private TrainerOptions trainerOptions(ClassifierOptions classifier, ThresholdOptions threshold,
                double goodWords,
                long seed) {
            var features = new FeatureOptions(wordNgramsMax, charNgramsMin, charNgramsMax, shape.orElse(false),
                    obfuscation.orElse(false));
            return new TrainerOptions(features,
                    new VocabularyOptions(minMessages, maxFeatures.orElse(VocabularyOptions.ALL)), classifier,
                    threshold, goodWords, seed);
        }
    }

    /**
     * How one of the trainers' models is chosen.
     *
     * @param figure the cross-validated figure that decides
     * @param modelDir the folder of the trainers' models, each {@code NAME.hamlet}
     * @param reportDir the folder of what was measured in training them, each {@code NAME.json}
     * @param reportPath where the choice is written
     */
    public record Selection(dev.hamlet.training.experiment.Selection.Figure figure, Path modelDir, Path reportDir,
            Path reportPath) {}

    /**
     * The shipped model.
     *
     * @param targetDir the folder of the function's resources
     */
    public record Publish(Path targetDir) {}
}
