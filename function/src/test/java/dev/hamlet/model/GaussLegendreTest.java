package dev.hamlet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussLegendreTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 18, 50, 51})
    void integratesEveryPowerBelowTwiceItsPoints(int count) {
        var rule = new GaussLegendre(count);

        for (int power = 0; power < 2 * count; power++) {
            assertThat(integral(rule, power)).as("of t^%d", power).isCloseTo(1.0 / (power + 1), within(1e-14));
        }
    }

    @Test
    void isNotExactForTheNextPower() {
        assertThat(integral(new GaussLegendre(2), 4)).isCloseTo(7 / 36.0, within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 50})
    void liesInsideTheInterval(int count) {
        var rule = new GaussLegendre(count);

        assertThat(DoubleStream.of(rule.points)).hasSize(count).allMatch(point -> point > 0 && point < 1);
        assertThat(DoubleStream.of(rule.weights)).hasSize(count).allMatch(weight -> weight > 0);
    }

    private static double integral(GaussLegendre rule, int power) {
        double sum = 0;
        for (int i = 0; i < rule.points.length; i++) {
            sum += rule.weights[i] * Math.pow(rule.points[i], power);
        }
        return sum;
    }
}
