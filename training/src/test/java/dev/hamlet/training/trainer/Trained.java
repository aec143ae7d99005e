package dev.hamlet.training.trainer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import dev.hamlet.feature.FeatureOptions;
import dev.hamlet.training.dataset.Messages;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Small models for tests that need one. */
public final class Trained {

    private static final TrainerOptions OPTIONS = new TrainerOptions(new FeatureOptions(1, 2, 3),
            new VocabularyOptions(2, VocabularyOptions.ALL),
            new MaxentOptions(1, 1e-4, 50), new ThresholdOptions(3, 1, 0.05), 1);

    private Trained() {}

    /** The bytes of a model of {@link Messages}. */
    public static byte[] on(String... labels) {
        return new Trainer(OPTIONS, 1, () -> {}).train("test", List.of(labels), Messages.of(120, 1, labels),
                new TreeMap<>());
    }

    /** The same model but for its identity: a word in its provenance tells it apart. */
    public static byte[] called(String name) {
        return new Trainer(OPTIONS, 1, () -> {}).train("test", List.of("ham", "spam"),
                Messages.of(120, 1, "ham", "spam"),
                new TreeMap<>(Map.of("name", name)));
    }

    /** The same model with a bit of its SHA-256 changed; the checksum fits. */
    public static byte[] withAnotherIdentity(byte[] model) {
        byte[] forged = model.clone();
        forged[forged.length - 36] ^= 1;
        var crc = new CRC32();
        crc.update(forged, 0, forged.length - 4);
        ByteBuffer.wrap(forged).order(ByteOrder.LITTLE_ENDIAN).putInt(forged.length - 4, (int) crc.getValue());
        return forged;
    }
}
