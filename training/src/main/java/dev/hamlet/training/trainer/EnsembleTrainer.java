package dev.hamlet.training.trainer;

import dev.hamlet.model.Classifier;
import dev.hamlet.model.LogLinear;
import java.util.List;

/** Trains several classifiers on the same features and averages their weights, and so their log-odds. */
final class EnsembleTrainer implements ClassifierTrainer {

    private final List<ClassifierTrainer> members;

    EnsembleTrainer(EnsembleOptions options, long seed) {
        this.members = options.members().stream().map(each -> ClassifierTrainer.of(each, seed)).toList();
    }

    @Override
    public LogLinear fit(TrainingSet set) {
        double[][] mean = new double[set.labelCount() - 1][set.dimension() + 1];
        for (ClassifierTrainer member : members) {
            add(member.fit(set), mean);
        }
        return LogLinear.of(mean);
    }

    private void add(Classifier member, double[][] mean) {
        if (!(member instanceof LogLinear linear)) {
            throw new IllegalArgumentException("expected members linear in the presence of features, found " + member);
        }
        double[][] rows = linear.rows();
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                mean[i][j] += rows[i][j] / members.size();
            }
        }
    }
}
