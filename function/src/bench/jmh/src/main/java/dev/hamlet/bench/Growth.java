package dev.hamlet.bench;

import dev.hamlet.feature.NgramExtractor;
import dev.hamlet.feature.NormalizedText;
import dev.hamlet.feature.Vocabulary;
import dev.hamlet.handler.PredictHandler;
import dev.hamlet.model.LogLinear;
import dev.hamlet.model.Model;
import dev.hamlet.model.ModelReader;
import dev.hamlet.model.ModelWriter;
import dev.hamlet.model.Prediction;
import dev.hamlet.model.Weights;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What longer messages and larger models cost. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgs = {"-XX:+UseSerialGC", "-Xmx256m"})
public class Growth {

    @Param({"100", "10000"})
    private int characters;

    /** How many times the shipped model's features the model has: those of the message, and others by chance. */
    @Param({"1", "10"})
    private int times;

    private String message = "";
    private Model model = PredictHandler.shippedModel();

    @Setup
    public void grow() throws IOException {
        var random = new Random(1);
        message = message(random);
        IntStream.Builder known = IntStream.builder();
        new NgramExtractor(model.metadata().features()).extract(NormalizedText.of(Scoring.MESSAGE),
                (fingerprint, start, end) -> known.add(fingerprint));
        IntStream others = random.ints().filter(each -> each != Vocabulary.NONE);
        Vocabulary vocabulary = Vocabulary.of(IntStream.concat(known.build(), others).distinct()
                .limit((long) times * model.featureCount()).toArray());
        double[] weights = random.doubles(vocabulary.dimension() + 1, -1, 1).toArray();
        Weights.round(weights);
        model = ModelReader.read(ModelWriter.write(model.metadata(), vocabulary, LogLinear.of(weights)), "grown");
    }

    /** Words of the sample message and words of chance in turn: as much known as in a message, and nothing twice for a cache to profit of. */
    private String message(Random random) {
        String[] words = Scoring.MESSAGE.split(" ");
        var made = new StringBuilder();
        while (made.length() < characters) {
            made.append(words[random.nextInt(words.length)]).append(' ');
            random.ints(2 + random.nextInt(8), 'a', 'z' + 1).forEach(made::appendCodePoint);
            made.append(' ');
        }
        return made.substring(0, characters);
    }

    @Benchmark
    public Prediction score() {
        return model.predict(message);
    }
}
