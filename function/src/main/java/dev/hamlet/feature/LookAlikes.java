package dev.hamlet.feature;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/**
 * Puts Latin letters back where letters of other scripts pose as them.
 *
 * <p>A word that mixes Latin with another script, or others with each other, gets the Latin letters that the others look like. So does a
 * word of one other script, if the message has such a mixture, every letter of the word looks Latin, and no word of that script in
 * the message has a letter that does not: words change, languages do not. Phonetic letters of the Latin script itself are put back everywhere.
 */
final class LookAlikes {

    /**
     * Letters, from U+0180 on and without those that NFKC maps, which Unicode's security data (UTS #39, confusables.txt, Unicode 17)
     * gives the same skeleton as a letter of A to Z or a Latin small capital; for a lower-case Cyrillic letter, its capital counts too. Of
     * scripts written from the left.
     */
    static final String LETTERS = "\u0184\u018D\u0192\u0196\u01A6\u01BD\u01BF\u01C0\u0251\u0261\u0262\u0263\u0269\u026A\u026F\u0274"
            + "\u0280\u028B\u028F\u0299\u029C\u029F\u037F\u0391\u0392\u0395\u0396\u0397\u0399\u039A\u039C\u039D"
            + "\u039F\u03A1\u03A4\u03A5\u03A7\u03B1\u03B3\u03B9\u03BA\u03BD\u03BF\u03C1\u03C3\u03C4\u03C5\u03DC"
            + "\u03ED\u03F3\u03F8\u03FA\u0405\u0406\u0408\u0410\u0412\u0415\u041A\u041C\u041D\u041E\u0420\u0421"
            + "\u0422\u0423\u0425\u042C\u0430\u0432\u0433\u0435\u043A\u043C\u043D\u043E\u0440\u0441\u0442\u0443"
            + "\u0445\u0448\u044C\u0455\u0456\u0458\u0461\u0474\u0475\u04AE\u04AF\u04BB\u04BD\u04C0\u04CF\u0501"
            + "\u050C\u050D\u051B\u051C\u051D\u054D\u054F\u0555\u0561\u0563\u0566\u0570\u0578\u057C\u057D\u0581"
            + "\u0582\u0584\u0585\u07CA\u0B20\u0D1F\u0D20\u1004\u101D\u105A\u10E7\u10FF\u1200\u12D0\u13A0\u13A1"
            + "\u13A2\u13A5\u13A9\u13AA\u13AB\u13AC\u13B3\u13B7\u13BB\u13BD\u13C0\u13C2\u13C3\u13CF\u13D2\u13D4"
            + "\u13D5\u13D9\u13DA\u13DE\u13DF\u13E2\u13E6\u13E7\u13F3\u13F4\u13FB\u13FC\u142F\u144C\u146D\u146F"
            + "\u1472\u148D\u14AA\u1541\u157C\u157D\u1587\u15AF\u15B4\u15C5\u15DE\u15EA\u15F0\u15F7\u16B7\u16C1"
            + "\u16D5\u16D6\u1C80\u1C82\u1C83\u1C84\u1C85\u1D00\u1D04\u1D05\u1D07\u1D0A\u1D0B\u1D0F\u1D11\u1D18"
            + "\u1D1B\u1D1C\u1D20\u1D21\u1D22\u1D26\u1D29\u1D83\u1D8C\u1E9D\u1EFF\u2C82\u2C83\u2C85\u2C8E\u2C8F"
            + "\u2C92\u2C93\u2C94\u2C95\u2C98\u2C9A\u2C9B\u2C9E\u2C9F\u2CA2\u2CA3\u2CA4\u2CA5\u2CA6\u2CA7\u2CA8"
            + "\u2CA9\u2CAC\u2CBD\u2CCE\u2CCF\u2CD0\u2CD1\u2D38\u2D39\u2D4F\u2D54\u2D55\u2D5D\uA4D0\uA4D1\uA4D2"
            + "\uA4D3\uA4D4\uA4D6\uA4D7\uA4D9\uA4DA\uA4DC\uA4DD\uA4DF\uA4E0\uA4E1\uA4E2\uA4E3\uA4E6\uA4E7\uA4EA"
            + "\uA4EB\uA4EC\uA4EE\uA4F0\uA4F2\uA4F3\uA4F4\uA647\uA6DF\uA730\uA731\uA798\uA799\uA79F\uA7AF\uA7B2"
            + "\uA7B3\uA7B4\uAB32\uAB35\uAB3D\uAB47\uAB48\uAB4E\uAB52\uAB5A\uAB70\uAB71\uAB72\uAB75\uAB7A\uAB7B"
            + "\uAB7C\uAB81\uAB83\uAB8B\uAB90\uAB93\uABA2\uABA9\uABAA\uABAE\uABAF\uABB2\uABB6";
    /** What each of {@link #LETTERS} looks like. */
    static final String ALIKES = "bgfirsplaggyiiwnruybhljabezhikmnoptyxayikvopotufojpmsijabekmhopctyxbabrekmhopctyxwbsijwvvyyhelldggqw"
            + "wusowqqhnnugifolosococyouodrtiyajewmhyghzbrwsvslcpkdgbgbvupdbjlxhxrbfaddmbxlkmbocttacdejkooptuvwzrpg"
            + "yfybbrhhiikkmnnooppccttyyxwppllveloqxbpddtgkjczfmnlsrvhwxyaelouivfsffuqjxbeforruuydrtiajerwhgzrvslcp"
            + "k";

    private final Draft text;
    private final Set<UnicodeScript> languages = EnumSet.noneOf(UnicodeScript.class);
    private boolean mixed;
    private boolean undone;

    private LookAlikes(Draft text) {
        this.text = text;
    }

    /** The Latin letter that a letter looks like, or 0. */
    static char of(int codePoint) {
        if (codePoint < LETTERS.charAt(0) || codePoint > LETTERS.charAt(LETTERS.length() - 1)) {
            return 0;
        }
        int low = 0;
        int high = LETTERS.length() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (LETTERS.charAt(middle) < codePoint) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return LETTERS.charAt(low) == codePoint ? ALIKES.charAt(low) : 0;
    }

    /** Puts Latin letters back; gives whether there was any to put back. */
    static boolean undo(Draft text) {
        if (!text.hasAlikes()) {
            return false;
        }
        var alikes = new LookAlikes(text);
        alikes.eachWord(alikes::look);
        alikes.eachWord(alikes::putBack);
        return alikes.undone;
    }

    @FunctionalInterface
    private interface WordSink {
        void accept(int start, int end);
    }

    private void eachWord(WordSink sink) {
        int start = 0;
        while (start < text.length()) {
            int end = start;
            while (end < text.length() && Characters.isWordPart(text.charAt(end))) {
                end++;
            }
            if (end > start) {
                sink.accept(start, end);
            }
            start = end + 1;
        }
    }

    private void look(int start, int end) {
        UnicodeScript script = script(start, end);
        if (script == UnicodeScript.COMMON) {
            mixed = true;
        } else if (script != UnicodeScript.LATIN && !looksLatin(start, end)) {
            languages.add(script);
        }
    }

    private void putBack(int start, int end) {
        UnicodeScript script = script(start, end);
        boolean disguised = switch (script) {
            case COMMON -> true;
            case LATIN -> false;
            default -> mixed && !languages.contains(script) && looksLatin(start, end);
        };
        for (int i = start; i < end; i++) {
            char alike = text.alike(i);
            if (alike != 0 && (disguised || scriptOf(i) == UnicodeScript.LATIN)) {
                text.set(i, alike);
                undone = true;
            }
        }
    }

    /** The script of a word's letters; {@link UnicodeScript#COMMON} when there are several of which some look Latin. */
    private UnicodeScript script(int start, int end) {
        UnicodeScript found = UnicodeScript.UNKNOWN;
        boolean several = false;
        boolean alike = false;
        for (int i = start; i < end; i++) {
            if (Characters.isLetter(text.charAt(i))) {
                UnicodeScript script = scriptOf(i);
                several |= found != UnicodeScript.UNKNOWN && found != script;
                alike |= text.alike(i) != 0 && script != UnicodeScript.LATIN;
                found = script;
            }
        }
        if (several) {
            return alike ? UnicodeScript.COMMON : UnicodeScript.LATIN;
        }
        return found == UnicodeScript.UNKNOWN ? UnicodeScript.LATIN : found;
    }

    private UnicodeScript scriptOf(int index) {
        return Characters.script(text.charAt(index));
    }

    private boolean looksLatin(int start, int end) {
        for (int i = start; i < end; i++) {
            if (Characters.isLetter(text.charAt(i)) && text.alike(i) == 0) {
                return false;
            }
        }
        return true;
    }
}
