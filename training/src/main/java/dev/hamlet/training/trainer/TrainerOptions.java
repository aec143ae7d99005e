package dev.hamlet.training.trainer;

import dev.hamlet.feature.FeatureOptions;

/**
 * All that shapes a model besides its examples.
 *
 * @param features which n-grams may be features
 * @param vocabulary which of them are
 * @param classifier which classifier is trained, and its hyper-parameters
 * @param threshold how the threshold is chosen
 * @param seed the seed of the folds, and of a classifier that draws
 */
public record TrainerOptions(FeatureOptions features, VocabularyOptions vocabulary, ClassifierOptions classifier,
        ThresholdOptions threshold, long seed) {}
