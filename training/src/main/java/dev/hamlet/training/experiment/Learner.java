package dev.hamlet.training.experiment;

import dev.hamlet.model.Model;
import dev.hamlet.model.ModelFormatException;
import dev.hamlet.model.ModelReader;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.trainer.Trainer;
import dev.hamlet.training.trainer.TrainerOptions;
import java.util.List;
import java.util.TreeMap;

/**
 * Trains models as {@code train} does: vocabulary, weights and threshold chosen inside what they learn from.
 *
 * @param labels the labels; of two, the second is the positive one
 * @param options what shapes the models
 * @param threads how many folds are trained at a time
 * @param progress called after each model
 */
public record Learner(List<String> labels, TrainerOptions options, int threads, Runnable progress) {

    private static final String NAME = "experiment";

    /** The same with other options. */
    Learner with(TrainerOptions other) {
        return new Learner(labels, other, threads, progress);
    }

    /** Trains a model and reads it back from its bytes, as whoever serves it does. */
    Learned learn(Dataset train) {
        byte[] bytes = new Trainer(options, threads, () -> {}).train(NAME, labels, train, new TreeMap<>());
        progress.run();
        return new Learned(read(bytes), bytes.length, train.size());
    }

    private static Model read(byte[] bytes) {
        try {
            return ModelReader.read(bytes, NAME);
        } catch (ModelFormatException e) {
            throw new IllegalStateException("the writer's bytes are the reader's", e);
        }
    }

    /**
     * A model.
     *
     * @param bytes the size of its file
     * @param examples how many examples it learned from
     */
    record Learned(Model model, int bytes, int examples) {

        UsedModel used() {
            return new UsedModel(model.version(), model.metadata().threshold(), examples);
        }
    }
}
