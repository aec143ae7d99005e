package dev.hamlet.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.sun.net.httpserver.HttpServer;
import dev.hamlet.handler.PredictHandler;
import dev.hamlet.model.VerifiedModel;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The Lambda handler behind the JDK's HTTP server, a virtual thread a request. */
final class Serve implements AutoCloseable {

    private static final int SECONDS_TO_FINISH = 5;

    private final HttpServer server;
    /** Read by each request while it is answered, so that closing can wait for all of them. */
    private final ReentrantReadWriteLock underWay = new ReentrantReadWriteLock();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Serve(InetSocketAddress address, RequestStreamHandler handler) throws IOException {
        this.server = HttpServer.create(address, 0);
        var gateway = new Gateway(handler);
        server.createContext("/", exchange -> {
            underWay.readLock().lock();
            try {
                gateway.answer(exchange);
            } finally {
                underWay.readLock().unlock();
            }
        });
        server.setExecutor(threads);
    }

    /** Serves until the process is told to stop. */
    static int run(Options options) throws IOException, UsageException {
        String host = options.get("--host", "127.0.0.1");
        Serve serve = start(host, options.port("--port", 3000), handler(options));
        Runtime.getRuntime().addShutdownHook(new Thread(serve::close));
        System.err.println("Hamlet listens on http://" + shown(host) + ":" + serve.port() + " (Ctrl-C stops it)");
        return 0;
    }

    private static PredictHandler handler(Options options) throws IOException {
        if (!options.has("--model")) {
            return new PredictHandler();
        }
        String file = options.get("--model", "");
        byte[] bytes = ModelOption.bytes(file);
        return new PredictHandler(VerifiedModel.read(bytes, file), bytes);
    }

    private static String shown(String host) {
        if (host.equals("127.0.0.1")) {
            return "localhost";
        }
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    /**
     * Starts to serve.
     *
     * @param port the port, 0 for any free one
     * @throws IOException if the port is taken, or the host is not this machine
     */
    static Serve start(String host, int port, RequestStreamHandler handler) throws IOException {
        var address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new IOException("expected the name or address of this machine after --host, found \"" + host + "\"");
        }
        try {
            var serve = new Serve(address, handler);
            serve.server.start();
            return serve;
        } catch (BindException e) {
            throw new IOException("cannot listen on " + host + ":" + port + ": " + e.getMessage()
                    + " (choose another with --port)", e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    /**
     * Lets the requests under way finish, within five seconds, and answers no more. The server's own delay is not used: it
     * passes in full even when nothing is under way.
     */
    @Override
    public void close() {
        try {
            if (!underWay.writeLock().tryLock(SECONDS_TO_FINISH, TimeUnit.SECONDS)) {
                System.err.println("hamlet: stopped before every request was answered");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop(0);
        threads.shutdownNow();
    }
}
