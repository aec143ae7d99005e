package dev.hamlet.training;

import dev.hamlet.training.card.MlBom;
import dev.hamlet.training.card.ModelCard;
import dev.hamlet.training.dataset.OutputFile;
import dev.hamlet.training.page.CardPage;
import dev.hamlet.training.registry.Publisher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "card", mixinStandardHelpOptions = true, description = {
    "Writes a published model's card: model-card.html to read, and ml-bom.cdx.json, the same as a bill of material in CycloneDX 1.6."})
final class CardCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(CardCommand.class);

    @Mixin
    private ConfigOption config = new ConfigOption();
    @Parameters(arity = "0..1", paramLabel = "FILE", description = "the model (default: the one that publish shipped)")
    private Optional<Path> file = Optional.empty();
    @Option(names = "--report", paramLabel = "FILE", description = "what evaluate wrote (default: the parameters' report_path)")
    private Optional<Path> report = Optional.empty();
    @Option(names = "--out", paramLabel = "DIR", description = "where to write (default: the folder of the report)")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() throws IOException {
        var parameters = config.load();
        Path model = file.orElse(parameters.publish().targetDir().resolve(Publisher.MODEL));
        Path metrics = report.orElse(parameters.reportPath());
        ModelCard card = Registration.of(model, metrics, config.file(), parameters).card();
        Path page = out.map(folder -> folder.resolve(CardPage.FILE)).orElse(metrics.resolveSibling(CardPage.FILE));
        Path bill = page.resolveSibling(MlBom.FILE);
        OutputFile.write(page, CardPage.of(card).getBytes(StandardCharsets.UTF_8));
        OutputFile.write(bill, MlBom.of(card).getBytes(StandardCharsets.UTF_8));
        log.info("{}, {}: the card of model {}", page, bill.getFileName(), card.model().version());
        return 0;
    }
}
