package dev.hamlet.runtime;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

/** Stands before the function's own in the class path: the empty handler on the function's Runtime API client. */
final class Handlers {

    private Handlers() {}

    static RequestStreamHandler named(String name) throws ReflectiveOperationException {
        return (RequestStreamHandler) Class.forName(name).getDeclaredConstructor().newInstance();
    }
}
