package dev.hamlet.training.evaluation;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** A slip of the finger in a word. */
enum Typo {
    /** Two neighbouring letters change places. */
    SWAP {
        @Override
        int[] at(int[] word, int index, Random random) {
            int[] typo = word.clone();
            typo[index] = word[index + 1];
            typo[index + 1] = word[index];
            return typo;
        }
    },
    /** A letter is left out. */
    DROP {
        @Override
        int[] at(int[] word, int index, Random random) {
            int[] typo = new int[word.length - 1];
            System.arraycopy(word, 0, typo, 0, index);
            System.arraycopy(word, index + 1, typo, index, word.length - 1 - index);
            return typo;
        }
    },
    /** A letter is typed twice. */
    DOUBLE {
        @Override
        int[] at(int[] word, int index, Random random) {
            int[] typo = new int[word.length + 1];
            System.arraycopy(word, 0, typo, 0, index + 1);
            System.arraycopy(word, index, typo, index + 1, word.length - index);
            return typo;
        }
    },
    /** The key beside a letter's is hit: to its left or right on an English keyboard. */
    NEIGHBOUR {
        @Override
        int[] at(int[] word, int index, Random random) {
            int[] typo = word.clone();
            typo[index] = neighbour(word[index], random.nextBoolean());
            return typo;
        }
    };

    private static final Pattern WORD = Pattern.compile("\\p{L}{4,}");
    private static final List<String> ROWS = List.of("qwertyuiop", "asdfghjkl", "zxcvbnm");

    /** Puts one typo into a share of the words of four or more letters, a chance in [0, 1] for each. */
    static String inWords(String text, double share, Random random) {
        return WORD.matcher(text).replaceAll(
                word -> random.nextDouble() < share ? in(word.group(), random) : word.group());
    }

    /** The word with one typo of a random kind; letters without a typo of that kind are doubled. */
    private static String in(String word, Random random) {
        int[] letters = word.codePoints().toArray();
        int index = random.nextInt(letters.length - 1);
        int[] typo = values()[random.nextInt(values().length)].at(letters, index, random);
        String result = string(typo);
        return result.equals(word) ? string(DOUBLE.at(letters, index, random)) : result;
    }

    /**
     * The word with this typo.
     *
     * @param word code points
     * @param index where it happens, in [0, length - 1)
     */
    abstract int[] at(int[] word, int index, Random random);

    private static String string(int[] codePoints) {
        return new String(codePoints, 0, codePoints.length);
    }

    /** The key beside that of an ASCII letter, in its case; of the last in a row always the one before; else the letter. */
    private static int neighbour(int letter, boolean right) {
        int lower = letter | 0x20;
        for (String row : ROWS) {
            int at = row.indexOf(lower);
            if (letter < 0x80 && at >= 0) {
                boolean toTheRight = at == 0 || right && at + 1 < row.length();
                return row.charAt(toTheRight ? at + 1 : at - 1) ^ (letter & 0x20 ^ 0x20);
            }
        }
        return letter;
    }
}
