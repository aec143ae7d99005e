package dev.hamlet.handler;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import dev.hamlet.model.Model;
import java.util.List;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests of every kind before Lambda SnapStart takes its snapshot, so that the classes of an answer are loaded and its hot code is
 * compiled in each copy that is restored.
 *
 * <p>Nothing of it outlives the hook but that: no text, no answer, no time. Loaded under SnapStart only.
 */
final class Priming implements Resource {

    /** A round's time falls to a tenth within twenty rounds, to a thirtieth by the eightieth, and no further. */
    private static final int ROUNDS = 100;
    /** Publishing a version waits for it, and a share of a processor is slower than one. */
    private static final long MOST_NANOS = 2_000_000_000L;

    /** Held here because every context refers weakly to what is registered with it. */
    private static @Nullable Priming registered;

    private final PredictHandler handler;
    private final PrintStream log;

    /**
     * A hook.
     *
     * @param handler what is primed; its own log lines are nobody's concern
     * @param log where it is said that priming failed
     */
    Priming(PredictHandler handler, PrintStream log) {
        this.handler = handler;
        this.log = log;
    }

    /** Has Lambda prime handlers of {@code model}, once however often this is called. */
    static synchronized void register(Model model, PrintStream log) {
        register(new PredictHandler(model, new PrintStream(OutputStream.nullOutputStream())), log);
    }

    static synchronized void register(PredictHandler handler, PrintStream log) {
        if (registered == null) {
            registered = new Priming(handler, log);
            Core.getGlobalContext().register(registered);
        }
    }

    /** Primes. An exception here would keep the version from being published, and priming is no reason for that: it is logged instead. */
    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        try {
            Throwable fault = prime();
            if (fault != null) {
                RequestLog.unprimed(log, fault);
            }
        } catch (IOException | RuntimeException e) {
            RequestLog.unprimed(log, e);
        }
    }

    /** Does nothing: there is no connection, seed or time to renew. */
    @Override
    public void afterRestore(Context<? extends Resource> context) {}

    private @Nullable Throwable prime() throws IOException {
        long start = System.nanoTime();
        List<byte[]> events = PrimingEvents.all();
        for (int round = 0; round < ROUNDS && System.nanoTime() - start < MOST_NANOS; round++) {
            for (byte[] event : events) {
                var line = new RequestLog(System.nanoTime());
                handler.handle(new ByteArrayInputStream(event), new ByteArrayOutputStream(), "priming", line);
                if (line.fault() != null) {
                    return line.fault();
                }
            }
        }
        return null;
    }
}
