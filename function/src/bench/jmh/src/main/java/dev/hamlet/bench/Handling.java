package dev.hamlet.bench;

import com.amazonaws.services.lambda.runtime.Context;
import dev.hamlet.handler.PredictHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
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

/** From the bytes of an event to the bytes of its response, log line included. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgs = {"-XX:+UseSerialGC", "-Xmx256m"})
public class Handling {

    @Param({"predict-v2", "predict-v2-explain", "predict-v1", "health-v2", "page-v2"})
    private String event;

    private final ByteArrayOutputStream response = new ByteArrayOutputStream(1 << 16);
    private byte[] bytes = {};
    private PredictHandler handler;
    private Context context;

    @Setup
    public void start() throws IOException {
        bytes = Files.readAllBytes(Path.of(System.getProperty("events", "events"), event + ".json"));
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        handler = new PredictHandler();
        context = (Context) Proxy.newProxyInstance(Context.class.getClassLoader(), new Class<?>[]{Context.class},
                (proxy, method, arguments) -> method.getReturnType() == String.class ? "8476a536-e9f4-11e8-9739-2dfe598c3fcd" : 0);
    }

    @Benchmark
    public ByteArrayOutputStream handle() throws IOException {
        response.reset();
        handler.handleRequest(new ByteArrayInputStream(bytes), response, context);
        return response;
    }
}
