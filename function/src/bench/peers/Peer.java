import java.util.List;

/** A spam filter that is loaded and ready. One thread calls it. */
interface Peer {

    /** Whether one message is spam, by the filter's own threshold. */
    boolean isSpam(String message) throws Exception;

    /** The same for many messages: one call where the library has such a call, else one after another. */
    default boolean[] areSpam(List<String> messages) throws Exception {
        boolean[] spam = new boolean[messages.size()];
        for (int i = 0; i < spam.length; i++) {
            spam[i] = isSpam(messages.get(i));
        }
        return spam;
    }
}
