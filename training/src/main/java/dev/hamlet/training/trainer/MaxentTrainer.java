package dev.hamlet.training.trainer;

import dev.hamlet.model.LogLinear;
import smile.classification.Maxent;

/** Trains Smile's maximum entropy classifier on the presence of features. */
final class MaxentTrainer implements ClassifierTrainer {

    private final Maxent.Options options;

    MaxentTrainer(MaxentOptions options) {
        this.options = new Maxent.Options(options.lambda(), options.tolerance(), options.maxIterations());
    }

    @Override
    public LogLinear fit(TrainingSet set) {
        Maxent fitted = InOrder.run(() -> Maxent.fit(set.dimension(), set.vectors(), set.labels(), options));
        return switch (fitted) {
            case Maxent.Binomial binomial -> LogLinear.of(binomial.coefficients());
            case Maxent.Multinomial multinomial -> LogLinear.of(multinomial.coefficients());
            default -> throw new IllegalStateException("expected a binomial or multinomial Maxent, found "
                    + fitted.getClass());
        };
    }
}
