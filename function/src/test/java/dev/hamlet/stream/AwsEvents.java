package dev.hamlet.stream;

import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events made of AWS's own types, and written by what AWS's runtime writes and reads them by. */
final class AwsEvents {

    static final String QUEUE = "arn:aws:sqs:eu-central-1:123456789012:messages";

    private AwsEvents() {}

    /** Messages m0, m1, … with these bodies. */
    static String sqs(String queue, List<String> bodies) {
        var messages = new ArrayList<SQSEvent.SQSMessage>();
        for (String body : bodies) {
            var message = new SQSEvent.SQSMessage();
            message.setMessageId("m" + messages.size());
            message.setReceiptHandle("AQEBinvented");
            message.setBody(body);
            message.setAttributes(Map.of("ApproximateReceiveCount", "1"));
            message.setMessageAttributes(Map.of());
            message.setEventSource("aws:sqs");
            message.setEventSourceArn(queue);
            message.setAwsRegion("eu-central-1");
            messages.add(message);
        }
        var event = new SQSEvent();
        event.setRecords(messages);
        return json(event, SQSEvent.class);
    }

    /** Records of sequence numbers 100, 101, … */
    static String kinesis(List<byte[]> values) {
        var records = new ArrayList<KinesisEvent.KinesisEventRecord>();
        for (byte[] value : values) {
            var inner = new KinesisEvent.Record();
            inner.setSequenceNumber(Integer.toString(100 + records.size()));
            inner.setPartitionKey("sender");
            inner.setKinesisSchemaVersion("1.0");
            inner.setApproximateArrivalTimestamp(Date.from(Instant.ofEpochSecond(1784021400)));
            inner.setData(ByteBuffer.wrap(value));
            var record = new KinesisEvent.KinesisEventRecord();
            record.setKinesis(inner);
            record.setEventSource("aws:kinesis");
            record.setEventID("shardId-000000000000:" + inner.getSequenceNumber());
            records.add(record);
        }
        var event = new KinesisEvent();
        event.setRecords(records);
        return json(event, KinesisEvent.class);
    }

    /** Records of one topic: partition to values, at offsets 0, 1, … */
    static String kafka(Map<Integer, List<byte[]>> partitions) {
        var records = new LinkedHashMap<String, List<KafkaEvent.KafkaEventRecord>>();
        partitions.forEach((partition, values) -> {
            var list = new ArrayList<KafkaEvent.KafkaEventRecord>();
            for (byte[] value : values) {
                var record = new KafkaEvent.KafkaEventRecord();
                record.setTopic("a-topic");
                record.setPartition(partition);
                record.setOffset(list.size());
                record.setTimestampType("CREATE_TIME");
                record.setValue(Base64.getEncoder().encodeToString(value));
                list.add(record);
            }
            records.put("a-topic-" + partition, list);
        });
        var event = new KafkaEvent();
        event.setRecords(records);
        event.setEventSource("aws:kafka");
        return json(event, KafkaEvent.class);
    }

    static List<byte[]> bytes(String... texts) {
        var bytes = new ArrayList<byte[]>();
        for (String text : texts) {
            bytes.add(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes;
    }

    /** An answer as AWS's types have it. */
    static <T> T read(String answer, Class<T> type) {
        return LambdaEventSerializers.serializerFor(type, AwsEvents.class.getClassLoader()).fromJson(answer);
    }

    private static <T> String json(T event, Class<T> type) {
        var out = new ByteArrayOutputStream();
        LambdaEventSerializers.serializerFor(type, AwsEvents.class.getClassLoader()).toJson(event, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
