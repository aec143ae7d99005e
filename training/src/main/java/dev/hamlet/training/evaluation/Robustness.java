package dev.hamlet.training.evaluation;

import dev.hamlet.model.Model;
import dev.hamlet.training.dataset.Dataset;
import dev.hamlet.training.dataset.Example;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What disguises do to a model of two labels; the second is the positive one, here called spam, the first ham.
 *
 * @param model the model's version
 * @param spam how many held-out messages are spam
 * @param ham how many are ham
 * @param caught the share of undisguised spam that is caught, in [0, 1]
 * @param blocked the share of undisguised ham that is blocked, in [0, 1]
 * @param rows a row a disguise, in the order asked for
 */
public record Robustness(String model, int spam, int ham, double caught, double blocked, List<Row> rows) {

    public Robustness {
        rows = List.copyOf(rows);
    }

    /**
     * What one disguise does.
     *
     * @param disguise its name
     * @param caught the share of disguised spam that is caught, in [0, 1]
     * @param caughtChange what the disguise adds to the share caught, in percentage points, negative where it helps the spammer; the
     *     interval is bootstrapped over spam messages, each with its disguised self
     * @param blocked the share of ham that is blocked when it is written so, in [0, 1]
     */
    public record Row(String disguise, double caught, Interval caughtChange, double blocked) {}

    /** A message's two predictions: 1 where it was called spam, else 0. */
    private record Pair(int plain, int disguised) {}

    /**
     * Measures a model.
     *
     * @param seed draws the disguises and the bootstrap samples; a disguise's row does not depend on which others are asked for
     * @throws IllegalArgumentException if the model has more than two labels, or does not know one of the examples'
     */
    public static Robustness of(Model model, Dataset heldOut, List<Disguise> disguises, long seed) {
        if (!model.metadata().binary()) {
            throw new IllegalArgumentException("expected a model of 2 labels, found " + model.metadata().labels());
        }
        List<Scored> plain = heldOut.examples().stream().map(each -> Scored.of(model, each)).toList();
        ConfusionMatrix confusion = ConfusionMatrix.of(plain, model.metadata().labels());
        int spam = (int) plain.stream().filter(each -> each.actual() == 1).count();
        return new Robustness(model.version(), spam, plain.size() - spam, confusion.recall(), confusion.blocked(),
                disguises.stream().map(disguise -> row(model, heldOut, plain, disguise, seed)).toList());
    }

    private static Row row(Model model, Dataset heldOut, List<Scored> plain, Disguise disguise, long seed) {
        var random = new Random(seed);
        List<Scored> disguised = heldOut.examples().stream().map(each -> new Example(each.id(), each.label(),
                disguise.apply(each.text(), random))).map(each -> Scored.of(model, each)).toList();
        ConfusionMatrix confusion = ConfusionMatrix.of(disguised, model.metadata().labels());
        List<Pair> spam = IntStream.range(0, plain.size()).filter(i -> plain.get(i).actual() == 1)
                .mapToObj(i -> new Pair(plain.get(i).predicted(), disguised.get(i).predicted())).toList();
        return new Row(disguise.name(), confusion.recall(), Interval.bootstrap(spam, Robustness::change, seed),
                confusion.blocked());
    }

    /** In percentage points; 0 where there is no spam. */
    private static double change(List<Pair> spam) {
        int change = spam.stream().mapToInt(each -> each.disguised() - each.plain()).sum();
        return spam.isEmpty() ? 0 : 100.0 * change / spam.size();
    }
}
