package dev.hamlet.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.SpoofChecker;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LookAlikesTest {

    private static final Pattern SMALL_CAPITAL = Pattern.compile("LATIN LETTER SMALL CAPITAL ([A-Z])");
    private static final char FIRST = 0x180;

    private final SpoofChecker unicode = new SpoofChecker.Builder().build();
    private final Map<String, Character> latin = new HashMap<>();

    /** Unicode's data comes with ICU; to make the table anew, print what is expected here. */
    @Test
    void hasTheTableThatUnicodeGives() {
        for (char c = 'a'; c <= 'z'; c++) {
            latin.put(unicode.getSkeleton(Character.toString(c)), c);
        }
        for (char c = 'a'; c <= 'z'; c++) {
            latin.putIfAbsent(unicode.getSkeleton(Character.toString(Character.toUpperCase(c))), c);
        }
        SortedMap<Character, Character> expected = new TreeMap<>();
        for (char c = FIRST; c < Character.MAX_VALUE; c++) {
            Character alike = alike(c);
            if (alike != null) {
                expected.put(c, alike);
            }
        }

        assertThat(table()).isEqualTo(expected);
    }

    private static SortedMap<Character, Character> table() {
        SortedMap<Character, Character> table = new TreeMap<>();
        for (int i = 0; i < LookAlikes.LETTERS.length(); i++) {
            table.put(LookAlikes.LETTERS.charAt(i), LookAlikes.ALIKES.charAt(i));
        }
        return table;
    }

    private @Nullable Character alike(char c) {
        if (!Character.isLetter(c) || !Normalizer.isNormalized(Character.toString(c), Normalizer.Form.NFKC)) {
            return null;
        }
        UnicodeScript script = UnicodeScript.of(c);
        if (script == UnicodeScript.HEBREW || script == UnicodeScript.ARABIC) {
            return null;
        }
        Character alike = bySkeleton(c);
        return alike == null && script == UnicodeScript.CYRILLIC && Character.isLowerCase(c)
                ? bySkeleton(Character.toUpperCase(c))
                : alike;
    }

    private @Nullable Character bySkeleton(char c) {
        String skeleton = unicode.getSkeleton(Character.toString(c));
        Character alike = latin.containsKey(skeleton) ? latin.get(skeleton) : smallCapital(skeleton);
        // a capital I has the skeleton of an l
        Character small = latin.get(unicode.getSkeleton(Character.toString(Character.toLowerCase(c))));
        return alike != null && alike == 'l' && small != null && small == 'i' ? small : alike;
    }

    private static @Nullable Character smallCapital(String skeleton) {
        if (skeleton.length() != 1) {
            return null;
        }
        if (skeleton.equals("ĸ")) {
            return 'k';
        }
        Matcher name = SMALL_CAPITAL.matcher(String.valueOf(Character.getName(skeleton.charAt(0))));
        return name.matches() ? Character.valueOf(Character.toLowerCase(name.group(1).charAt(0))) : null;
    }

    @Test
    void findsNothingOutsideTheTable() {
        for (int codePoint : new int[]{'a', 'z', 0xE9, 0x4E00, 0xFFFF, 0x1D41A, 0x10FFFF}) {
            assertThat(LookAlikes.of(codePoint)).as("U+%04X", codePoint).isEqualTo((char) 0);
        }
    }
}
