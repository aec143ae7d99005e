package dev.hamlet.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hamlet.model.Prediction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelationTest {

    @ParameterizedTest(name = "{0}: {1} {2}, then {3} {4}")
    @CsvSource({
        "SAME,ham,.2,ham,.4,true", "SAME,spam,.9,spam,.6,true", "SAME,ham,.2,spam,.6,false",
        "SAME,spam,.6,ham,.2,false",
        "STAYS_SPAM,spam,.9,spam,.6,true", "STAYS_SPAM,spam,.9,ham,.4,false", "STAYS_SPAM,ham,.2,ham,.1,true",
        "STAYS_SPAM,ham,.2,spam,.8,true", "NOT_LOWER,ham,.2,ham,.2,true", "NOT_LOWER,ham,.2,spam,.9,true",
        "NOT_LOWER,ham,.2,ham,.195,true", "NOT_LOWER,ham,.2,ham,.18,false", "NOT_HIGHER,spam,.9,spam,.9,true",
        "NOT_HIGHER,spam,.9,ham,.1,true", "NOT_HIGHER,spam,.9,spam,.905,true", "NOT_HIGHER,spam,.9,spam,.92,false"})
    void holdsAsItsNameSays(Relation relation, String before, double scoreBefore, String after, double scoreAfter,
            boolean holds) {
        assertThat(relation.holds(new Prediction(before, scoreBefore), new Prediction(after, scoreAfter)))
                .isEqualTo(holds);
    }
}
