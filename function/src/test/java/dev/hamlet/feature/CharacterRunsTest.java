package dev.hamlet.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.Character.UnicodeScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The browser's table of characters is what {@link Characters} says on this JDK. After a change of either:
 * {@code mvn test -pl function -Dtest=CharacterRunsTest -DargLine=-Dhamlet.characters=write}.
 */
class CharacterRunsTest {

    private static final Path EDGE = Path.of("src", "edge", "java");
    private static final Path RUNS = EDGE.resolve(Path.of("dev", "hamlet", "feature", "CharacterRuns.java"));
    private static final Path SCRIPTS = EDGE
            .resolve(Path.of("org", "teavm", "classlib", "java", "lang", "TCharacter$UnicodeScript.java"));
    private static final int LINE = 100;

    @Test
    void isDrawnAsItIs() throws IOException {
        assertDrawn(RUNS, runs());
        assertDrawn(SCRIPTS, scripts());
    }

    private static void assertDrawn(Path file, String drawn) throws IOException {
        if ("write".equals(System.getProperty("hamlet.characters"))) {
            Files.writeString(file, drawn);
        }
        assertThat(Files.readString(file)).isEqualTo(drawn);
    }

    private static String runs() {
        var kinds = new LinkedHashMap<List<Integer>, Integer>();
        var runs = new StringBuilder();
        int start = 0;
        for (int codePoint = 1; codePoint <= Character.MAX_CODE_POINT + 1; codePoint++) {
            if (codePoint > Character.MAX_CODE_POINT || !kind(codePoint).equals(kind(start))) {
                append(runs, codePoint - start);
                append(runs, kinds.computeIfAbsent(kind(start), _ -> kinds.size()));
                start = codePoint;
            }
        }
        var values = new StringBuilder();
        kinds.keySet().forEach(kind -> kind.forEach(value -> append(values, value)));
        return """
                package dev.hamlet.feature;

                // @formatter:off
                /** The numbers of {@link CharacterTable}, drawn by {@code CharacterRunsTest}, which says how. */
                final class CharacterRuns {

                    /** Flags, script, and way to the small letter (twice, odd if backwards) of each kind. */
                    static final String KINDS = %s;

                    /** How many code points in a row are of which kind. */
                    static final String RUNS = %s;

                    private CharacterRuns() {}
                }
                """.formatted(literal(values), literal(runs));
    }

    /** Flags in the order of {@code CharacterTable}'s, script, and way to the small letter. */
    private static List<Integer> kind(int codePoint) {
        char c = (char) codePoint;
        boolean unit = c == codePoint;
        boolean[] flags = {unit && Characters.isWordPart(c), Characters.isSpace(codePoint),
            Characters.isInvisible(codePoint), Characters.isMark(codePoint), Characters.isOverlay(codePoint),
            unit && Characters.isLetter(c), unit && Characters.isCapital(c), Characters.isDigit(codePoint),
            unit && Characters.isCurrencySign(c), Character.getType(codePoint) == Character.UNASSIGNED};
        int bits = 0;
        for (int i = 0; i < flags.length; i++) {
            bits |= flags[i] ? 1 << i : 0;
        }
        int way = Characters.toLowerCase(codePoint) - codePoint;
        return List.of(bits, Arrays.binarySearch(UnicodeScript.values(), Characters.script(codePoint)),
                way << 1 ^ way >> 31);
    }

    private static void append(StringBuilder text, int number) {
        int rest = number;
        do {
            int digit = rest & 31 | (rest > 31 ? 32 : 0);
            text.append((char) (digit + (digit + '#' >= '\\' ? '$' : '#')));
            rest >>>= 5;
        } while (rest > 0);
    }

    private static String literal(StringBuilder text) {
        return text.toString().replaceAll("(?s)(.{" + LINE + "})(?=.)", "$1\"\n            + \"")
                .transform(lines -> "\"" + lines + "\"");
    }

    private static String scripts() {
        String names = Arrays.stream(UnicodeScript.values()).map(UnicodeScript::name)
                .collect(Collectors.joining(", ")).replaceAll("(.{80,110},) ", "$1\n    ");
        return """
                package org.teavm.classlib.java.lang;

                // @formatter:off
                /** The JDK's scripts in their order, for TeaVM, which has none; drawn by {@code CharacterRunsTest}, which says how. */
                public enum TCharacter$UnicodeScript {
                    %s
                }
                """
                .formatted(names);
    }
}
