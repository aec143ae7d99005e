package dev.hamlet.training.trainer;

import java.util.List;

/**
 * Several classifiers as one.
 *
 * @param members the classifiers, whose log-odds are averaged; each is linear in the presence of features
 */
public record EnsembleOptions(List<ClassifierOptions> members) implements ClassifierOptions {

    public EnsembleOptions {
        members = List.copyOf(members);
        Range.require(members.size() >= 2, "two members or more", members.size());
        for (ClassifierOptions member : members) {
            Range.require(isLinear(member), "members linear in the presence of features", member);
        }
    }

    private static boolean isLinear(ClassifierOptions member) {
        return switch (member) {
            case MaxentOptions _,SparseLogisticRegressionOptions _,LinearSvmOptions _,NaiveBayesOptions _ -> true;
            case RandomForestOptions _,EnsembleOptions _ -> false;
        };
    }
}
