package dev.hamlet.handler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {

    @ParameterizedTest
    @CsvSource({"1, 1.00", "1.005, 1.00", "0.125, 0.13", "1e-9, 0.00", "123456789, 123456789.00"})
    void roundsAsToFixedDoes(double value, String expected) {
        assertThat(Decimals.fixed(value, 2)).isEqualTo(expected);
    }

    @Test
    void dropsZerosAtTheEnd() {
        assertThat(Decimals.shortest(0.31, 4)).isEqualTo("0.31");
        assertThat(Decimals.shortest(0, 4)).isEqualTo("0");
        assertThat(Decimals.shortest(1, 4)).isEqualTo("1");
    }

    @Test
    void givesWeightsTheirSign() {
        assertThat(Decimals.signed(1.234)).isEqualTo("+1.23");
        assertThat(Decimals.signed(-1.234)).isEqualTo("\u22121.23");
    }

    @ParameterizedTest
    @CsvSource({"1, over 0.9999", "0.99995, over 0.9999", "0.99994, 0.9999", "0.5, 0.5000", "0.00005, 0.0001",
        "0.00004, under 0.0001", "0, under 0.0001"})
    void roundsNoScoreToCertainty(double score, String expected) {
        assertThat(Decimals.score(score)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1, over 99.9%", "0.9995, over 99.9%", "0.9994, 99.9%", "0.5, 50.0%", "0.0005, 0.1%", "0, under 0.1%"})
    void neverClaimsCertainty(double probability, String expected) {
        assertThat(Decimals.percent(probability)).isEqualTo(expected);
    }
}
