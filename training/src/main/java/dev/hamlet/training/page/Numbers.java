package dev.hamlet.training.page;

import dev.hamlet.training.evaluation.Interval;
import java.util.List;
import java.util.Locale;

/** Numbers as the page writes them. */
final class Numbers {

    private Numbers() {}

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static String decimal(double number) {
        return minus(String.format(Locale.ROOT, "%.4f", number));
    }

    /** A decimal that always says its sign. */
    static String signed(double number) {
        return minus(String.format(Locale.ROOT, "%+.4f", number));
    }

    /** The value, and its interval on a line of its own. */
    static String interval(Interval interval) {
        return decimal(interval.value()) + "\n(" + decimal(interval.low()) + " to " + decimal(interval.high()) + ")";
    }

    static String difference(Interval interval) {
        return signed(interval.value()) + "\n(" + signed(interval.low()) + " to " + signed(interval.high()) + ")";
    }

    /** The value and both ends, a cell each. */
    static List<String> cells(Interval interval) {
        return List.of(decimal(interval.value()), decimal(interval.low()), decimal(interval.high()));
    }

    private static String minus(String number) {
        return number.replace('-', '−');
    }
}
