package dev.hamlet.stream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.hamlet.handler.PredictHandler;
import dev.hamlet.model.Model;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * The Lambda function behind a Kafka topic, MSK's or one's own, by an event source mapping or in a pipe. A record's id is
 * {@code topic-partition-offset}. Each partition comes again from its first failed record on. Thread-safe.
 */
public final class KafkaHandler implements RequestStreamHandler {

    private final BatchHandler batches;

    /** The handler of the model that ships with the function. */
    public KafkaHandler() {
        this(PredictHandler.shippedModel(), System.out);
    }

    KafkaHandler(Model model, PrintStream log) {
        this.batches = new BatchHandler(new KafkaSource(), model, log);
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        batches.handle(in, out, context);
    }
}
