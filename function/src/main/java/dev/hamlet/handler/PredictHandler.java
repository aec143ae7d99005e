package dev.hamlet.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.hamlet.model.Model;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * The Lambda function behind API Gateway: HTTP APIs (payload 2.0) and REST APIs (payload 1.0) alike.
 *
 * <p>The model is read once, before the first event; a bad model file keeps the function from starting, and so does one that is not signed
 * where a key says who must have. Every event gets an answer: what cannot be answered gets a problem (RFC 9457), never an exception. Thread-safe.
 */
public final class PredictHandler implements RequestStreamHandler {

    /** The variable by which Lambda says how it starts: {@code on-demand}, {@code provisioned-concurrency} or this. */
    private static final boolean SNAP_START = "snap-start".equals(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE"));

    private final Api api;
    private final Model model;
    private final PrintStream log;

    /** The handler of the model that ships with the function; under SnapStart, it is primed before the snapshot. */
    public PredictHandler() {
        this(ShippedModel.MODEL, ShippedModel.FILE, System.out);
        if (SNAP_START) {
            Priming.register(ShippedModel.MODEL, log);
        }
    }

    /**
     * The handler of another model.
     *
     * @param file the model's file, whose bytes are handed to browsers
     */
    public PredictHandler(Model model, byte[] file) {
        this(model, file, System.out);
    }

    /** The handler of a model that has no file. */
    PredictHandler(Model model, PrintStream log) {
        this(model, null, log);
    }

    private PredictHandler(Model model, byte @Nullable [] file, PrintStream log) {
        this.api = new Api(model, file);
        this.model = model;
        this.log = log;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        handle(in, out, context.getAwsRequestId(), new RequestLog(System.nanoTime()));
    }

    /** All of the above, for whoever has no context. */
    void handle(InputStream in, OutputStream out, String requestId, RequestLog line) throws IOException {
        Answer answer = answer(in, line);
        answer.write(out);
        line.write(log, requestId, model, answer.status(), System.nanoTime());
    }

    private Answer answer(InputStream in, RequestLog log) throws IOException {
        Request request = null;
        try {
            request = EventReader.read(in);
            log.received(request);
            return api.answer(request, log);
        } catch (ProblemException e) {
            return Answer.problem(e.problem());
        } catch (RuntimeException e) {
            // the last resort: an unforeseen fault is logged and answered as ours
            log.failed(e);
            return api.internalError(request);
        }
    }

    /** The model in this jar, read once. */
    public static Model shippedModel() {
        return ShippedModel.MODEL;
    }
}
