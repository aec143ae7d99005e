package dev.hamlet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.hamlet.feature.FeatureOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTest {

    private static final Model BINARY;
    private static final Model THREE;

    static {
        try {
            BINARY = Models.binary();
            THREE = Models.threeLabels();
        } catch (ModelFormatException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"free, 1.25", "FREE, 1.25", "prize, -0.25", "free prize, 3.25", "free  PRIZE!!, 3.75",
        "free free free, 1.25", "prize free, 2.5", "thanks love, -4.375", "call 0800 now, -0.5", "é, -2.625",
        "E\u0301, -2.625", "文, -0.875", "🎁, -0.625"})
    void addsUpTheWeightsOfWhatAMessageHas(String message, double logit) {
        assertThat(BINARY.predict(message).score()).isCloseTo(1 / (1 + Math.exp(-logit)), within(1e-12));
        assertThat(BINARY.explain(message).logit()).isCloseTo(logit, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"free prize, spam", "free, spam", "prize, spam", "thanks, ham", "nothing, ham"})
    void saysThePositiveLabelFromTheThresholdOn(String message, String label) {
        Prediction prediction = BINARY.predict(message);

        assertThat(prediction.label()).isEqualTo(label);
        assertThat(prediction.score() >= 0.25).isEqualTo(label.equals("spam"));
    }

    @Test
    void saysThePositiveLabelAtTheThresholdItself() throws ModelFormatException {
        var weighed = new Models.Weighed().word("even", 0.5);
        byte[] file = ModelBytes.of(Models.binaryFile(weighed)).with("META", meta -> {
            ModelBytes.littleEndian(meta).putDouble(2 + 4 + 2 + 5 + 6, 0.5);
            return meta;
        }).with("CLAS", weights -> {
            // the bias is the last weight: with none, an empty message has the score 0.5 exactly
            ModelBytes.littleEndian(weights).putShort(weights.length - 2, (short) 0);
            return weights;
        }).toFile();

        assertThat(ModelReader.read(file, "even").predict("unknown")).isEqualTo(new Prediction("spam", 0.5));
    }

    @ParameterizedTest
    @CsvSource({"thanks, ham, 2.5, -1.25, 0", "sale, promotion, 0, 1.5, 0", "sale ends!!, promotion, 0, 3, 0",
        "00, spam, -0.25, -0.5, 0", "love thanks, ham, 3, -1.5, 0"})
    void givesTheMostProbableOfThreeLabelsAndItsProbability(String message, String label, double ham,
            double promotion, double spam) {
        double sum = Math.exp(ham) + Math.exp(promotion) + Math.exp(spam);
        double own = switch (label) {
            case "ham" -> ham;
            case "promotion" -> promotion;
            default -> spam;
        };

        Prediction prediction = THREE.predict(message);

        assertThat(prediction.label()).isEqualTo(label);
        assertThat(prediction.score()).isCloseTo(Math.exp(own) / sum, within(1e-12));
        assertThat(THREE.explain(message).logit()).isCloseTo(own - (ham + promotion + spam) / 3, within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void answersAnyMessageTheSameWithAndWithoutExplanation(String message) {
        assertExplained(BINARY, message);
        assertExplained(THREE, message);
    }

    @Property
    void answersAnyTextTheSameWithAndWithoutExplanation(@ForAll String message) {
        assertExplained(BINARY, message);
        assertExplained(THREE, message);
    }

    @Property
    void explainsTextsOfKnownWords(@ForAll("texts") String message) {
        assertExplained(BINARY, message);
        assertExplained(THREE, message);
    }

    @Property
    void findsTheLogOddsOfTheScore(@ForAll("texts") String message) {
        Explanation explanation = BINARY.explain(message);
        double score = explanation.prediction().score();

        assertThat(explanation.logit()).isCloseTo(Math.log(score / (1 - score)), within(1e-9));
    }

    @Test
    void saysWhichWordsSpeakForTheLabel() {
        Explanation explanation = BINARY.explain("Thanks for the FREE prize");

        assertThat(words("Thanks for the FREE prize", explanation)).containsExactly("Thanks", "for", "the", "FREE",
                "prize");
        assertThat(explanation.tokens().get(0).weight()).isCloseTo(-2, within(1e-12));
        assertThat(explanation.tokens().get(1).weight()).isZero();
        assertThat(explanation.tokens().get(2).weight()).isZero();
        // the word, its part of the pair (4 of 9 letters), and two of "ee " alone
        assertThat(explanation.tokens().get(3).weight()).isCloseTo(2.5 + 0.75 * 4 / 9 + 0.25, within(1e-12));
        assertThat(explanation.tokens().get(4).weight()).isCloseTo(1.25 + 0.75 * 5 / 9, within(1e-12));
        assertThat(explanation.bias()).isEqualTo(-1.5);
        assertThat(explanation.remainder()).isZero();
    }

    @Test
    void sharesAFeatureAmongItsOccurrences() {
        assertThat(BINARY.explain("prize prize, prize").tokens()).extracting(Explanation.Token::weight)
                .satisfiesExactly(first -> assertThat(first).isCloseTo(1.25 / 3, within(1e-12)),
                        second -> assertThat(second).isCloseTo(1.25 / 3, within(1e-12)),
                        third -> assertThat(third).isCloseTo(1.25 / 3, within(1e-12)));
    }

    @ParameterizedTest
    @MethodSource("wordsOfMessages")
    void cutsWordsOutOfTheOriginal(String message, List<String> words) {
        assertThat(words(message, BINARY.explain(message))).isEqualTo(words);
    }

    static List<Arguments> wordsOfMessages() {
        return List.of(arguments("one two", List.of("one", "two")), arguments(" one \t two \n", List.of("one", "two")),
                arguments("Cafe\u0301 x", List.of("Cafe\u0301", "x")),
                arguments("a\u200Bb \u200Bc", List.of("a\u200Bb", "c")), arguments("\u200Ba", List.of("a")),
                arguments("ＦＲＥＥ ｎｏｗ", List.of("ＦＲＥＥ", "ｎｏｗ")), arguments("🎁🎉 👍🏽!", List.of("🎁🎉", "👍🏽!")),
                arguments("👩\u200D👧 ok", List.of("👩\u200D👧", "ok")), arguments("ﬁne ½", List.of("ﬁne", "½")),
                arguments("a\u00A0b\u00A0", List.of("a", "b")), arguments("a\u3000b\t\r\n", List.of("a", "b")),
                arguments("a \u200B b \u200B", List.of("a", "b")), arguments("a\0b\0", List.of("a", "b")),
                arguments("don\u00B4t x", List.of("don", "\u00B4t", "x")), arguments("ไทย นะ", List.of("ไทย", "นะ")),
                arguments("\uD83D x", List.of("\uD83D", "x")), arguments("", List.of()),
                arguments("\u200B", List.of()));
    }

    @Property
    void givesWordsInOrderWithinTheOriginal(@ForAll String message) {
        int end = 0;
        for (Explanation.Token token : BINARY.explain(message).tokens()) {
            assertThat(token.start()).isBetween(end, message.length());
            assertThat(token.end()).isBetween(token.start(), message.length());
            end = token.end();
        }
    }

    @ParameterizedTest
    @MethodSource("unknownMessages")
    void answersByTheBalanceOfLabelsWhenItKnowsNothing(String message) {
        Explanation explanation = BINARY.explain(message);

        assertThat(BINARY.predict(message)).isEqualTo(new Prediction("ham", 1 / (1 + Math.exp(1.5))));
        assertThat(explanation.logit()).isEqualTo(-1.5);
        assertThat(explanation.bias()).isEqualTo(-1.5);
        assertThat(explanation.tokens()).allMatch(token -> token.weight() == 0);
        assertThat(explanation.unseen()).isEqualTo(1);
        assertThat(THREE.predict(message).label()).isEqualTo("ham");
        assertThat(THREE.explain(message).logit()).isCloseTo(0.5 - 0.25 / 3, within(1e-12));
    }

    @Test
    void saysHowMuchOfAMessageItNeverSaw() {
        // é: the word, " é" and "é ", " é "; one of four is known
        assertThat(BINARY.explain("é").unseen()).isEqualTo(0.75);
        // the word, 6 pairs and 5 triples of characters
        assertThat(BINARY.explain("prize").unseen()).isCloseTo(11 / 12.0, within(1e-12));
    }

    @Test
    void answersAlikeFromManyThreads() throws InterruptedException, ExecutionException {
        List<Explanation> alone = explanations();
        List<Callable<List<Explanation>>> tasks = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            tasks.add(ModelTest::explanations);
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<List<Explanation>> together : threads.invokeAll(tasks)) {
                assertThat(together.get()).isEqualTo(alone);
            }
        }
    }

    private static List<Explanation> explanations() {
        List<Explanation> explanations = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String message = "free prize 0800 " + "!".repeat(i % 7) + " thanks love sale ends".repeat(i % 5);
            explanations.add(BINARY.explain(message));
            explanations.add(THREE.explain(message));
        }
        return explanations;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "WIN £500 NOW!! Call 0800 123 4567, or www.shop.example", "12345 fr3e ca$h",
        "\uFDFA A\u00ADB", "OK!"})
    void addsUpShapeAndObfuscation(String message) throws ModelFormatException {
        assertExplained(Models.ofAllFeatures(message, new FeatureOptions(1, 1, 0, true, true)), message);
    }

    @Test
    void givesTheWeightOfALinkToItsTokenAndThatOfTheLengthToTheRemainder() throws ModelFormatException {
        String message = "see www.shop.example";
        Explanation explanation = Models.ofAllFeatures(message, new FeatureOptions(0, 1, 0, true, false))
                .explain(message);

        assertThat(explanation.tokens()).extracting(Explanation.Token::weight).containsExactly(0.0, 1.0);
        // length, and share of capitals
        assertThat(explanation.remainder()).isEqualTo(2);
    }

    private static void assertExplained(Model model, String message) {
        Explanation explanation = model.explain(message);
        Prediction prediction = model.predict(message);

        assertThat(explanation.prediction()).isEqualTo(prediction);
        assertThat(model.metadata().labels()).contains(prediction.label());
        assertThat(prediction.score()).isBetween(0.0, 1.0);
        assertThat(explanation.unseen()).isBetween(0.0, 1.0);
        assertThat(explanation.tokens()).allSatisfy(token -> assertThat(token.start()).isLessThan(token.end()));
        double sum = explanation.bias() + explanation.remainder()
                + explanation.tokens().stream().mapToDouble(Explanation.Token::weight).sum();
        assertThat(explanation.logit()).isCloseTo(sum, within(1e-9));
    }

    private static List<String> words(String message, Explanation explanation) {
        return explanation.tokens().stream().map(token -> message.substring(token.start(), token.end())).toList();
    }

    static List<String> messages() {
        return List.of("", " ", "a", "é", "\uD83D", "0", "!", "🎁", "🎁🎁🎁 🎉", "👩\u200D👩\u200D👧\u200D👦",
                "\u200B\u200B",
                "free prize 00!! ".repeat(625), "x".repeat(10_000), "🎁".repeat(5_000), "a ".repeat(5_000),
                "\uFDFA free", "e\u0301".repeat(5_000));
    }

    static List<String> unknownMessages() {
        return List.of("", " \t\n", "x", "?", "\uD83D\uDE00", "zzz yyy", "\u0436".repeat(10_000));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries
                .of("free", "prize", "thanks", "love", "sale", "ends", "00", "!!", "é", "🎁", "Free", " ", " ",
                        " ", "文", "\u200B", "\u0301", "x")
                .list().ofMaxSize(40).map(words -> String.join("", words));
    }
}
