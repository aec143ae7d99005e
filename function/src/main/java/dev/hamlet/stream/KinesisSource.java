package dev.hamlet.stream;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Records of a Kinesis stream: {@code {"kinesis":{"sequenceNumber":…,"data":…}}}, and from a pipe what is in there. A batch is of one
 * shard, so it is one lane.
 */
final class KinesisSource implements Source {

    @Override
    public String name() {
        return "kinesis";
    }

    @Override
    public Message message(JsonReader in) throws IOException {
        @Nullable
        Message nested = null;
        @Nullable
        String id = null;
        @Nullable
        String data = null;
        in.beginObject();
        while (in.hasNext()) {
            switch (in.nextName()) {
                case "kinesis" -> nested = message(in);
                case "sequenceNumber" -> id = Batch.value(in);
                case "data" -> data = Batch.value(in);
                default -> in.skipValue();
            }
        }
        in.endObject();
        return nested != null
                ? nested
                : new Message(Source.required(id, "a sequenceNumber"), "shard", Content.ofBase64(data));
    }

    @Override
    public boolean resumesAtFailure() {
        return true;
    }
}
