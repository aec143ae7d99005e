package dev.hamlet.training.validation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * What one check found. Holds no text of a message.
 *
 * @param check its key in the parameters
 * @param verdict what it comes to
 * @param what what the value counts or measures
 * @param value the value
 * @param expected the bound
 * @param where the first messages concerned, as {@code file:line}, or lines with what is wrong with them; possibly none
 */
public record Finding(String check, Verdict verdict, String what, double value, String expected, List<String> where) {

    private static final int MOST_PLACES = 20;
    private static final int DECIMALS = 4;

    /** Copies the first places. */
    public Finding {
        where = where.stream().limit(MOST_PLACES).toList();
    }

    static Finding of(String check, Bound bound, double value, String what, List<String> where) {
        return new Finding(check, bound.verdict(value), what, value, bound.toString(), where);
    }

    static Finding of(String check, Bound bound, double value, String what) {
        return of(check, bound, value, what, List.of());
    }

    /** A number of messages, all of which are known. */
    static Finding of(String check, Bound bound, List<String> where, String what) {
        return of(check, bound, where.size(), what, where);
    }

    /** The value to four decimals at most. */
    public String number() {
        return BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN).stripTrailingZeros()
                .toPlainString();
    }

    /** {@code conflicts: 2 texts with several labels, expected at most 0: messages.tsv:3 ham and messages.tsv:7 spam, …}. */
    @Override
    public String toString() {
        String places = where.isEmpty() || verdict == Verdict.OK ? "" : ": " + String.join(", ", where);
        return "%s: %s %s, expected %s%s".formatted(check, number(), what, expected, places);
    }
}
