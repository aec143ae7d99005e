package dev.hamlet.handler;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as the page shows them: of no locale, and rounded as JavaScript's {@code toFixed} does. */
final class Decimals {

    private Decimals() {}

    static String fixed(double value, int digits) {
        return new BigDecimal(value).setScale(digits, RoundingMode.HALF_UP).toPlainString();
    }

    /** As {@link #fixed}, without zeros at the end. */
    static String shortest(double value, int digits) {
        String fixed = fixed(value, digits);
        return new BigDecimal(fixed).stripTrailingZeros().toPlainString();
    }

    /** A weight with its sign: {@code +1.23}, and with a true minus {@code −1.23}. */
    static String signed(double weight) {
        return (weight < 0 ? "\u2212" : "+") + fixed(Math.abs(weight), 2);
    }

    /** A probability between 0 and 1; it never claims certainty. */
    static String score(double probability) {
        if (probability >= 0.99995) {
            return "over 0.9999";
        }
        return probability < 0.00005 ? "under 0.0001" : fixed(probability, 4);
    }

    /** A probability in percent; it never claims certainty. */
    static String percent(double probability) {
        if (probability >= 0.9995) {
            return "over 99.9%";
        }
        return probability < 0.0005 ? "under 0.1%" : fixed(probability * 100, 1) + "%";
    }
}
