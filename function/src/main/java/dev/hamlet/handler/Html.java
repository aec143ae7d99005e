package dev.hamlet.handler;

/**
 * Markup: what a {@link Template} puts into a page as it is. Text becomes markup by {@link #text} only.
 *
 * @param markup a piece of HTML, its texts escaped
 */
record Html(String markup) {

    /** No markup. */
    static final Html NONE = new Html("");

    private static final char REPLACEMENT = '\uFFFD';

    /**
     * Markup that shows {@code text}, as an element's content or a quoted attribute's value.
     *
     * <p>What HTML cannot hold becomes U+FFFD: unpaired surrogates and control characters other than white space.
     */
    static Html text(String text) {
        var out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> escape(character, out));
        return new Html(out.toString());
    }

    private static void escape(int character, StringBuilder out) {
        switch (character) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            case '\t', '\n', '\r' -> out.append((char) character);
            default -> out.appendCodePoint(canStand(character) ? character : REPLACEMENT);
        }
    }

    private static boolean canStand(int character) {
        int type = Character.getType(character);
        return type != Character.CONTROL && type != Character.SURROGATE;
    }
}
