package dev.hamlet.bench;

import dev.hamlet.feature.NgramExtractor;
import dev.hamlet.feature.NormalizedText;
import dev.hamlet.handler.PredictHandler;
import dev.hamlet.model.Explanation;
import dev.hamlet.model.Model;
import dev.hamlet.model.ModelReader;
import dev.hamlet.model.Prediction;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From a message to its answer, step by step, and the model file to a model. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgs = {"-XX:+UseSerialGC", "-Xmx256m"})
public class Scoring {

    /** A hundred characters, as a text message may have. */
    static final String MESSAGE = "Hi Sam, you have WON a £500 voucher! Call 09061 234567 now to claim, or see you at seven. Love, mum.";

    private final Model model = PredictHandler.shippedModel();
    private final NgramExtractor extractor = new NgramExtractor(model.metadata().features());
    private final byte[] file = file();
    private final NormalizedText text = NormalizedText.of(MESSAGE);

    static byte[] file() {
        try (InputStream in = PredictHandler.class.getResourceAsStream("/model.hamlet")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Benchmark
    public NormalizedText normalize() {
        return NormalizedText.of(MESSAGE);
    }

    /** Every fingerprint, summed up so that none is left out. */
    @Benchmark
    public long features() {
        long[] sum = new long[1];
        extractor.extract(text, (fingerprint, start, end) -> sum[0] += fingerprint);
        return sum[0];
    }

    @Benchmark
    public Prediction score() {
        return model.predict(MESSAGE);
    }

    @Benchmark
    public Explanation explain() {
        return model.explain(MESSAGE);
    }

    @Benchmark
    public Model readModel() throws IOException {
        return ModelReader.read(file, "model.hamlet");
    }
}
