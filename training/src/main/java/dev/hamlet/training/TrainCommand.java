package dev.hamlet.training;

import dev.hamlet.model.Model;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.OutputFile;
import dev.hamlet.training.tracking.RunLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "train", mixinStandardHelpOptions = true, description = "Trains a model on the training part, every choice made inside it.")
final class TrainCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(TrainCommand.class);

    @Mixin
    private ConfigOption config = new ConfigOption();
    @Mixin
    private TrainerOption trainer = new TrainerOption();
    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Override
    public Integer call() throws IOException {
        Parameters parameters = trainer.applyTo(config.load());
        return Tracking.track("train", parameters, run -> train(parameters, run));
    }

    private Integer train(Parameters parameters, RunLog run) throws IOException {
        OutputFile.check(parameters.modelPath());
        Dataset train = parameters.readTrain();
        byte[] model = Training.train(parameters, train, threads.count(), Map.of());
        Tracking.add(run, write(model, parameters.modelPath()), parameters.modelPath());
        return 0;
    }

    static Model write(byte[] model, Path file) throws IOException {
        OutputFile.write(file, model);
        Model read = Training.read(model, file);
        log.info("{}: {} bytes, version {}", file, model.length, read.version());
        return read;
    }
}
