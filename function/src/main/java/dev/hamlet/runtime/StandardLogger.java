package dev.hamlet.runtime;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Lines to standard output, which Lambda sends to the function's log. */
record StandardLogger(PrintStream out) implements LambdaLogger {

    @Override
    public void log(String message) {
        log(message.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void log(byte[] message) {
        out.writeBytes(message);
        out.println();
    }
}
