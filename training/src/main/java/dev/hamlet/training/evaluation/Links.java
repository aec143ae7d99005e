package dev.hamlet.training.evaluation;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells links and mail addresses, which must stay as they are to work, from the words around them. */
final class Links {

    private static final Pattern LINK = Pattern.compile("(?:https?://|www\\.)\\S+|\\b[\\w.+-]{1,64}@[a-z0-9-]+\\.\\S+"
            + "|\\b(?:[a-z0-9-]{1,63}\\.)+(?:com|net|org|info|biz|mobi|tv|uk|in|io|ly|me|example|invalid)\\b(?:/\\S*)?",
            Pattern.CASE_INSENSITIVE);

    private Links() {}

    /** Rewrites what is no link, piece by piece, in the text's order. */
    static String around(String text, UnaryOperator<String> rewriting) {
        var result = new StringBuilder();
        Matcher link = LINK.matcher(text);
        int start = 0;
        while (link.find()) {
            result.append(rewriting.apply(text.substring(start, link.start()))).append(link.group());
            start = link.end();
        }
        return result.append(rewriting.apply(text.substring(start))).toString();
    }
}
