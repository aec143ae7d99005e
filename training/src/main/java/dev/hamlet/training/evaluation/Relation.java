package dev.hamlet.training.evaluation;

import dev.hamlet.model.Prediction;

/** What is expected of a message's prediction, given that of the message it was made from. */
enum Relation {
    /** The label is the same. */
    SAME(TestType.INV) {
        @Override
        boolean holds(Prediction before, Prediction after) {
            return before.label().equals(after.label());
        }
    },
    /** What was caught as spam still is; nothing is asked of what was not. */
    STAYS_SPAM(TestType.INV) {
        @Override
        boolean holds(Prediction before, Prediction after) {
            return !before.label().equals(BehaviourSuite.SPAM) || after.label().equals(BehaviourSuite.SPAM);
        }
    },
    /** The score is no lower, by more than {@value #TOLERANCE}. */
    NOT_LOWER(TestType.DIR) {
        @Override
        boolean holds(Prediction before, Prediction after) {
            return after.score() >= before.score() - TOLERANCE;
        }
    },
    /** The score is no higher, by more than {@value #TOLERANCE}. */
    NOT_HIGHER(TestType.DIR) {
        @Override
        boolean holds(Prediction before, Prediction after) {
            return after.score() <= before.score() + TOLERANCE;
        }
    };

    private static final double TOLERANCE = 0.01;

    private final TestType type;

    Relation(TestType type) {
        this.type = type;
    }

    TestType type() {
        return type;
    }

    abstract boolean holds(Prediction before, Prediction after);
}
