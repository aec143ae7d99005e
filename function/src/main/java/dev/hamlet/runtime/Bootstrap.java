package dev.hamlet.runtime;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The program that a container image starts: makes the handler, then answers one event after the other until Lambda ends it.
 *
 * <p>Takes the handler's name as its argument, or from {@code _HANDLER}; the Runtime API's address from
 * {@code AWS_LAMBDA_RUNTIME_API}. Exits with 1 when the handler cannot be made, when the JVM fails, and when the Runtime
 * API cannot be reached or is itself in error.
 */
public final class Bootstrap {

    private Bootstrap() {}

    /** Runs until Lambda ends the process. */
    public static void main(String[] args) {
        try {
            run(args.length > 0 ? args[0] : Settings.handler());
        } catch (IOException e) {
            System.err.println("hamlet: " + e.getMessage());
        }
        System.exit(1);
    }

    /** Returns when the process has to end. */
    private static void run(String name) throws IOException {
        var api = new RuntimeApi(Connection.to(Settings.runtimeApi()), System.err);
        @Nullable
        RequestStreamHandler handler = handler(name, api);
        if (handler != null) {
            new EventLoop(api, handler).run();
        }
    }

    /** Null, and reported, where there is no handler of this name or it cannot start, for whatever reason. */
    private static @Nullable RequestStreamHandler handler(String name, RuntimeApi api) throws IOException {
        try {
            return Handlers.named(name);
        } catch (Throwable e) {
            api.cannotStart(e);
            return null;
        }
    }
}
