package dev.hamlet.stream;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Messages of an SQS queue, {@code {"messageId":…,"body":…,"eventSourceARN":…}}. */
final class SqsSource implements Source {

    @Override
    public String name() {
        return "sqs";
    }

    /** A FIFO queue is one lane; in a standard queue nothing waits for anything. */
    @Override
    public Message message(JsonReader in) throws IOException {
        @Nullable
        String id = null;
        @Nullable
        String body = null;
        @Nullable
        String queue = null;
        in.beginObject();
        while (in.hasNext()) {
            switch (in.nextName()) {
                case "messageId" -> id = Batch.value(in);
                case "body" -> body = Batch.value(in);
                case "eventSourceARN" -> queue = Batch.value(in);
                default -> in.skipValue();
            }
        }
        in.endObject();
        String known = Source.required(id, "a messageId");
        String from = Source.required(queue, "an eventSourceARN");
        return new Message(known, from.endsWith(".fifo") ? from : known, Content.of(body));
    }

    @Override
    public boolean resumesAtFailure() {
        return false;
    }
}
