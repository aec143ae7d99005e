package dev.hamlet.runtime;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Event after event: fetched, handled, answered. */
final class EventLoop {

    /** Where AWS's own runtime keeps the trace id of the invocation, and where its tracing libraries look for it. */
    private static final String TRACE_PROPERTY = "com.amazonaws.xray.traceHeader";

    private final RuntimeApi api;
    private final RequestStreamHandler handler;

    EventLoop(RuntimeApi api, RequestStreamHandler handler) {
        this.api = api;
        this.handler = handler;
    }

    /**
     * Goes on until the JVM itself has failed, which is reported.
     *
     * @throws IOException if the Runtime API cannot be reached, or is in error
     */
    void run() throws IOException {
        boolean sound = true;
        while (sound) {
            Invocation invocation = api.next();
            trace(invocation.traceId());
            sound = answer(invocation);
        }
    }

    private static void trace(@Nullable String id) {
        if (id == null) {
            System.clearProperty(TRACE_PROPERTY);
        } else {
            System.setProperty(TRACE_PROPERTY, id);
        }
    }

    /** False when the JVM is not to be trusted with another event. */
    private boolean answer(Invocation invocation) throws IOException {
        var answer = new ByteArrayOutputStream();
        try {
            handler.handleRequest(new ByteArrayInputStream(invocation.event()), answer,
                    new InvocationContext(invocation));
        } catch (Throwable e) {
            // whatever it is, Lambda must hear of it, or the caller waits until the time-out
            api.failed(invocation.requestId(), e);
            return !(e instanceof VirtualMachineError);
        }
        api.answer(invocation.requestId(), answer.toByteArray());
        return true;
    }
}
