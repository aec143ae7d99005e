package dev.hamlet.training.evaluation;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Characters that a reader takes for a letter. */
final class LookAlikes {

    /** The digits and symbols that stand for letters in "leetspeak", as en.wikipedia.org/wiki/Leet lists the common ones. */
    static final LookAlikes LEET = new LookAlikes(
            "a4@ b8 e3 g9 i1! l1| o0 s5$ t7+ z2 A4@ B8 E3 G6 I1! L1 O0 S5$ T7 Z2");

    /**
     * Cyrillic, Greek, Armenian and Cherokee doubles by Unicode's confusables.txt (UTS #39); for I, Q, k, m and t, which have none
     * there, the letters that look nearest. Written down apart from what undoes such doubles in features: an attack that is
     * that table read backwards would prove nothing.
     */
    static final LookAlikes HOMOGLYPHS = new LookAlikes("""
            a\u0430\u03B1 b\u042C\u13CF c\u0441 d\u0501\u13E7 e\u0435\u04BD f\u0584 g\u0581 h\u04BB\u0570
            i\u0456\u03B9\u13A5 j\u0458\u03F3 k\u043A\u03BA l\u0406\u04C0 m\u043C n\u0578\u057C
            o\u043E\u03BF\u0585 p\u0440\u03C1 q\u051B\u0566 r\u0433 s\u0455 t\u0442\u03C4 u\u03C5\u057D
            v\u0475\u03BD w\u0461\u051D x\u0445 y\u0443\u03B3\u04AF z\uAB93 A\u0410\u0391\u13AA
            B\u0412\u0392\u13F4 C\u0421\u13DF D\u13A0 E\u0415\u0395\u13AC F\u03DC G\u050C\u13C0
            H\u041D\u0397\u13BB I\u0406\u0399 J\u0408\u13AB K\u041A\u039A\u13E6 L\u13DE M\u041C\u039C\u13B7
            N\u039D O\u041E\u039F\u0555 P\u0420\u03A1\u13E2 Q\u051A R\u13A1\u13D2 S\u0405\u054F\u13DA
            T\u0422\u03A4\u13A2 U\u054D V\u0474\u13D9 W\u051C\u13B3 X\u0425\u03A7 Y\u04AE\u03A5 Z\u0396\u13C3
            """);

    private final Map<Integer, String> doubles = new HashMap<>();

    /** Words of a letter and its doubles, all of the Basic Multilingual Plane. */
    private LookAlikes(String table) {
        for (String entry : table.strip().split("\\s+", -1)) {
            doubles.put((int) entry.charAt(0), entry.substring(1));
        }
    }

    /** Replaces a share of the letters that have doubles by one of them, a chance in [0, 1] for each letter. */
    String replace(String text, double share, Random random) {
        return Letters.mapped(text, c -> {
            String candidates = doubles.getOrDefault(c, "");
            return !candidates.isEmpty() && random.nextDouble() < share
                    ? candidates.charAt(random.nextInt(candidates.length()))
                    : c;
        });
    }
}
