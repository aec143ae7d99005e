package dev.hamlet.training.pipeline;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * YAML to the byte as ruamel.yaml writes it, which DVC does: block style, indented by two, lists not, lines broken at 80 where a word ends, and
 * numbers as Python's. Of quoted texts only those without a line break.
 */
final class YamlText {

    private static final int WIDTH = 80;
    private static final int STEP = 2;
    /** What is no text unless it is quoted. */
    private static final Pattern RESOLVED = Pattern.compile("true|True|TRUE|false|False|FALSE|null|Null|NULL|~|<<|="
            + "|[-+]?[0-9][0-9_]*\\.[0-9_]*([eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+|[-+]?\\.[0-9_]+([eE][-+][0-9]+)?"
            + "|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)|[-+]?0b[0-1_]+|[-+]?0o?[0-7_]+|[-+]?[0-9_]+|[-+]?0x[0-9a-fA-F_]+"
            + "|[0-9]{4}-[0-9]{2}-[0-9]{2}.*");
    /** What would be an indicator of YAML's, or begin a comment. */
    private static final Pattern UNSAFE = Pattern.compile(
            "|[#,\\[\\]{}&*!|>'\"%@` ].*|[-?:]( .*)?|---.*|\\.\\.\\..*|.*:( .*)?|.* #.*|.* |.*\\p{Cntrl}.*",
            Pattern.DOTALL);

    private final StringBuilder text = new StringBuilder();
    private int column;

    private YamlText() {}

    /**
     * @param mapping texts, numbers, truth values, lists and mappings by their key
     */
    static String of(Map<?, ?> mapping) {
        var yaml = new YamlText();
        yaml.mapping(mapping, 0, true);
        return yaml.text.toString();
    }

    /** The first key stands where a list's dash has left off. */
    private void mapping(Map<?, ?> mapping, int indent, boolean first) {
        boolean atDash = first;
        for (Map.Entry<?, ?> each : mapping.entrySet()) {
            if (!atDash) {
                write(" ".repeat(indent));
            }
            atDash = false;
            write(scalar(each.getKey()));
            write(":");
            value(each.getValue(), indent, indent);
        }
    }

    private void value(@Nullable Object value, int indent, int listIndent) {
        switch (value) {
            case Map<?, ?> nested when !nested.isEmpty() -> {
                endLine();
                mapping(nested, indent + STEP, false);
            }
            case List<?> list when !list.isEmpty() -> {
                endLine();
                list(list, listIndent);
            }
            case Map<?, ?> _ -> end(" {}");
            case List<?> _ -> end(" []");
            case null -> endLine();
            default -> {
                write(" ");
                folded(scalar(value), indent + STEP);
                endLine();
            }
        }
    }

    private void list(List<?> list, int indent) {
        for (Object item : list) {
            write(" ".repeat(indent) + "-");
            if (item instanceof Map<?, ?> nested && !nested.isEmpty()) {
                write(" ");
                mapping(nested, indent + STEP, true);
            } else {
                value(item, indent, indent + STEP);
            }
        }
    }

    private void folded(String scalar, int indent) {
        if (scalar.startsWith("'") || scalar.startsWith("\"")) {
            write(scalar);
            return;
        }
        for (String part : scalar.split("(?<= )(?! )|(?<! )(?= )", -1)) {
            if (part.isBlank()) {
                space(part, indent);
            } else {
                if (column + length(part) > WIDTH && column > indent) {
                    breakLine(indent);
                }
                write(part);
            }
        }
    }

    private void space(String space, int indent) {
        if (space.length() == 1 && column >= WIDTH) {
            breakLine(indent);
        } else {
            write(space);
        }
    }

    private static String scalar(@Nullable Object value) {
        return switch (value) {
            case Double number -> number(number);
            case String string -> string(string);
            case null -> "null";
            default -> value.toString();
        };
    }

    private static String string(String string) {
        if (!RESOLVED.matcher(string).matches() && !UNSAFE.matcher(string).matches()) {
            return string;
        }
        return string.contains("'") || !string.chars().allMatch(c -> c >= ' ')
                ? "\"" + escaped(string) + "\""
                : "'" + string + "'";
    }

    private static String escaped(String string) {
        var escaped = new StringBuilder();
        string.chars().forEach(c -> escaped.append(switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            default -> c < ' ' ? String.format(Locale.ROOT, "\\x%02X", c) : Character.toString(c);
        }));
        return escaped.toString();
    }

    /** As Python's {@code repr}: as few digits as tell the number, with an exponent below 0.0001 and from 10¹⁶ on. */
    private static String number(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return Double.isNaN(number) ? ".nan" : number > 0 ? ".inf" : "-.inf";
        }
        BigDecimal digits = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        if (digits.signum() == 0 || exponent >= -4 && exponent < 16) {
            return digits.scale() <= 0 ? digits.toPlainString() + ".0" : digits.toPlainString();
        }
        String mantissa = digits.movePointLeft(exponent).stripTrailingZeros().toPlainString();
        return String.format(Locale.ROOT, "%se%s%02d", mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private void breakLine(int indent) {
        endLine();
        write(" ".repeat(indent));
    }

    private void end(String rest) {
        write(rest);
        endLine();
    }

    private void endLine() {
        text.append('\n');
        column = 0;
    }

    private void write(String more) {
        text.append(more);
        column += length(more);
    }
}
