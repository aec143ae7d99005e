package dev.hamlet.training;

import dev.hamlet.model.Model;
import dev.hamlet.training.evaluation.Evaluation;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "evaluate", mixinStandardHelpOptions = true, description = "Measures the trained model on the test part, which it has not seen.")
final class EvaluateCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(EvaluateCommand.class);

    @Mixin
    private ConfigOption config = new ConfigOption();
    @Mixin
    private TrainerOption trainer = new TrainerOption();

    @Override
    public Integer call() throws IOException {
        Parameters parameters = trainer.applyTo(config.load());
        Model model = Training.readTrained(parameters);
        Evaluation evaluation = Evaluation.of(model, parameters.readTest(), parameters.randomState());
        Report.write(evaluation, parameters.reportPath());
        log.info("{}: model {} on {} messages", parameters.reportPath(), evaluation.model(), evaluation.examples());
        evaluation.figures().forEach((name, figure) -> log.info("{}", String.format(Locale.ROOT,
                "%-9s %.4f  (95 %% interval %.4f to %.4f)", name, figure.value(), figure.low(), figure.high())));
        return 0;
    }
}
