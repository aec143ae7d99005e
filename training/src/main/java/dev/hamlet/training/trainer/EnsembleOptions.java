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
        members.forEach(
                member -> Range.require(!(member instanceof EnsembleOptions), "members that are no ensemble", "one"));
    }
}
