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
 * The Lambda function behind an SQS queue, by an event source mapping or in a pipe. A message's id is its {@code messageId}. Of a standard
 * queue just the failed messages come again; of a FIFO queue the first one and all after it, so that none overtakes it. Thread-safe.
 */
public final class SqsHandler implements RequestStreamHandler {

    private final BatchHandler batches;

    /** The handler of the model that ships with the function. */
    public SqsHandler() {
        this(PredictHandler.shippedModel(), System.out);
    }

    SqsHandler(Model model, PrintStream log) {
        this.batches = new BatchHandler(new SqsSource(), model, log);
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        batches.handle(in, out, context);
    }
}
