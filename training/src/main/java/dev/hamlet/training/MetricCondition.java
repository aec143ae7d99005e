package dev.hamlet.training;

import dev.hamlet.training.tracking.TrackedRun;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What is asked of a run's figure; a run without that figure does not meet it.
 *
 * @param metric the figure's name
 * @param comparison {@code <}, {@code <=}, {@code >}, {@code >=} or {@code =}
 * @param bound what it is compared with
 */
record MetricCondition(String metric, String comparison, double bound) {

    private static final Pattern CONDITION = Pattern.compile(
            "\\s*(?<metric>[^\\s<>=]+)\\s*(?<comparison>[<>]=?|=)\\s*(?<bound>[-+]?[0-9]*\\.?[0-9]+)\\s*");

    boolean holds(TrackedRun run) {
        return run.metric(metric).stream().anyMatch(value -> switch (comparison) {
            case "<" -> value < bound;
            case "<=" -> value <= bound;
            case ">" -> value > bound;
            case ">=" -> value >= bound;
            default -> value == bound;
        });
    }

    /** Reads {@code mcc > 0.9}. */
    static final class Converter implements ITypeConverter<MetricCondition> {

        @Override
        public MetricCondition convert(String text) {
            Matcher matcher = CONDITION.matcher(text);
            if (!matcher.matches()) {
                throw new TypeConversionException("expected a condition such as mcc > 0.9, found '" + text + "'");
            }
            return new MetricCondition(matcher.group("metric"), matcher.group("comparison"),
                    Double.parseDouble(matcher.group("bound")));
        }
    }
}
