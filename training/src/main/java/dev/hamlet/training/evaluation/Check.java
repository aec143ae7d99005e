package dev.hamlet.training.evaluation;

import dev.hamlet.model.Model;

/** One thing that a model is expected to do. */
sealed interface Check {

    /** Where it is written, {@code file:line}, with the disguise's name after it where there is one. */
    String id();

    /** What the check is about, kind and topic: {@code spam.loans}. */
    String capability();

    TestType type();

    boolean passes(Model model);

    /**
     * A message has a label.
     *
     * @param label {@code ham} or {@code spam}
     */
    record Labelled(String id, String capability, String label, String text) implements Check {

        @Override
        public TestType type() {
            return TestType.MFT;
        }

        @Override
        public boolean passes(Model model) {
            return model.predict(text).label().equals(label);
        }
    }

    /**
     * Two messages' predictions stand in a relation.
     *
     * @param text the message as it is
     * @param changed what was made of it
     */
    record Related(String id, String capability, Relation relation, String text, String changed) implements Check {

        @Override
        public TestType type() {
            return relation.type();
        }

        @Override
        public boolean passes(Model model) {
            return relation.holds(model.predict(text), model.predict(changed));
        }
    }
}
