package dev.hamlet.stream;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Records of Kafka topics, {@code {"topic":…,"partition":…,"offset":…,"value":…}}; each partition is a lane. */
final class KafkaSource implements Source {

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public Message message(JsonReader in) throws IOException {
        @Nullable
        String topic = null;
        @Nullable
        String partition = null;
        @Nullable
        String offset = null;
        @Nullable
        String value = null;
        in.beginObject();
        while (in.hasNext()) {
            switch (in.nextName()) {
                case "topic" -> topic = Batch.value(in);
                case "partition" -> partition = Batch.value(in);
                case "offset" -> offset = Batch.value(in);
                case "value" -> value = Batch.value(in);
                default -> in.skipValue();
            }
        }
        in.endObject();
        String lane = Source.required(topic, "a topic") + "-" + Source.required(partition, "a partition");
        return new Message(lane + "-" + Source.required(offset, "an offset"), lane, Content.ofBase64(value));
    }

    /** The lane and the offset in it: <a href=
     * "https://docs.aws.amazon.com/lambda/latest/dg/kafka-retry-configurations.html">not a string, as elsewhere</a>. */
    @Override
    public void identifier(JsonWriter json, Message failed) throws IOException {
        String offset = failed.id().substring(failed.lane().length() + 1);
        json.beginObject();
        json.name("partition").value(failed.lane());
        json.name("offset").value(Long.parseLong(offset));
        json.endObject();
    }

    @Override
    public boolean resumesAtFailure() {
        return true;
    }
}
