package dev.hamlet.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapesTest {

    private static final FeatureOptions SHAPE = new FeatureOptions(0, 1, 0, true, false);
    private static final FeatureOptions UNDONE = new FeatureOptions(0, 1, 0, false, true);

    @ParameterizedTest
    @ValueSource(strings = {"http://a", "HTTPS://x.example/y", "www.shop", "(www.shop)", "shop.example/win", "shop.com",
        "shop.co.uk.", "ring-tones.net,"})
    void findsLinks(String link) {
        assertThat(places("see " + link + " now")).contains(link.toLowerCase(Locale.ROOT));
        assertThat(kinds("see " + link + " now")).contains(kindOf("www.shop"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"late.home", "awww.no", "and/or", "so...", "ok.com3", ".com", "a.b/c", "yes.No",
        "me@shop.com"})
    void findsNoLinkInOtherWriting(String text) {
        assertThat(kinds("see " + text + " now")).doesNotContain(kindOf("www.shop"));
    }

    @Test
    void findsMailAddresses() {
        assertThat(places("mail me@shop.com now")).contains("me@shop.com");
        assertThat(places("at @home. or me@home")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0800 123 4567, 0000 000 0000", "08001234567, 00000000000", "0800-123-4567, 0000-000-0000",
        "1234567, 0000000", "+44 7700 900123, 00 0000 000000"})
    void findsPhoneNumbers(String number, String found) {
        assertThat(places("call " + number + " now")).containsExactly(found);
    }

    @Test
    void tellsPhoneNumbersApartByLength() {
        assertThat(Set.of(kindOf("1234567"), kindOf("0123456789"), kindOf("012345678901"))).hasSize(3);
        assertThat(kindOf("1234567")).isEqualTo(kindOf("123 45 67 89"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"82277", "1234", "123456"})
    void findsShortCodes(String code) {
        assertThat(places("text win to " + code + ".")).containsExactly("0".repeat(code.length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"123", "12:3045", "a1234", "1234b", "1/1/2004", "10.5000", "4000,000"})
    void findsNoShortCodeInOtherNumbers(String number) {
        assertThat(places("on " + number + " it")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"£1000, £0000", "$ 5, $ 0", "5€, 0€", "Rs.500, rs.000", "rs 500, rs 000", "500 pounds, 000 pounds",
        "10p, 00p",
        "₹99, ₹00", "INR 99, inr 00"})
    void findsAmounts(String amount, String found) {
        assertThat(places("for " + amount + " now")).contains(found);
        assertThat(kinds("for " + amount + " now")).contains(kindOf("£5"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"500 people", "10pm", "hours 5", "£ or so", "pounds"})
    void findsNoAmountInOtherWriting(String text) {
        assertThat(kinds("for " + text + " now")).doesNotContain(kindOf("£5"));
    }

    @Test
    void findsWordsInCapitals() {
        assertThat(places("WIN a PRIZE2U, Now I say")).containsExactly("win", "prize0u,");
        assertThat(places("Ｗｉｎ ＷＩＮ")).containsExactly("win");
    }

    @Test
    void findsExclamationMarks() {
        assertThat(places("yes! oh!!")).containsExactly("!", "!", "!");
    }

    @Test
    void tellsMessagesApartByShareOfCapitals() {
        List<Integer> shares = List.of("hello there my friend", "Hello there my dear friend", "Hello There", "HELLo")
                .stream()
                .map(text -> whole(text).getFirst()).toList();

        assertThat(shares).doesNotHaveDuplicates();
        assertThat(whole("12 :)")).hasSize(2);
        assertThat(whole("hello")).hasSize(2);
    }

    @Test
    void tellsMessagesApartByLength() {
        List<Integer> lengths = List.of(5, 20, 40, 80, 120, 160, 240, 5_000).stream()
                .map(length -> whole("?".repeat(length)).getFirst()).toList();

        assertThat(new HashSet<>(lengths)).hasSize(7);
    }

    @Test
    void tellsMessagesApartByNumberOfDigits() {
        List<Integer> counts = List.of("1", "12:3", "1a2a34a56a78").stream().map(text -> whole(text).getFirst())
                .toList();

        assertThat(new HashSet<>(counts)).hasSize(3);
    }

    @Property
    void staysInsideTheTextAndItsBoundary(@ForAll String text) {
        NormalizedText normalized = NormalizedText.of(text);
        for (Found each : extract(text, SHAPE)) {
            assertThat(each.start()).isGreaterThanOrEqualTo(-1).isLessThan(each.end());
            assertThat(each.end()).isLessThanOrEqualTo(Math.max(normalized.length(), 0));
            assertThat(each.fingerprint()).isNotEqualTo(Vocabulary.NONE);
        }
    }

    @Test
    void readsVeryLongMessages() {
        for (String piece : List.of("1 ", "a.", "www.", "@.", "£1", "A!", "1a", "\uFDFA")) {
            assertThat(extract(piece.repeat(5_000), SHAPE)).isNotEmpty();
        }
    }

    @Test
    void findsEachKindThatWasUndoneAtTheBoundary() {
        List<Found> found = extract("fr3e pr\u00ADize f r e e", UNDONE);

        assertThat(found).hasSize(3).allMatch(each -> each.start() == -1 && each.end() == 0)
                .extracting(Found::fingerprint).doesNotHaveDuplicates();
        assertThat(extract("free prize", UNDONE)).isEmpty();
    }

    @Test
    void keepsItsFingerprintsFromVersionToVersion() {
        // model files hold them: other values make every one of those useless
        assertThat(extract("WIN £5", SHAPE)).extracting(Found::fingerprint).containsExactly(291628023, 1941943689,
                1202654488, -1972826679, -945395503);
        assertThat(extract("fr3e", UNDONE)).extracting(Found::fingerprint).containsExactly(-214758901);
    }

    /** What stands somewhere in the normalized text, each occurrence. */
    private static List<String> places(String text) {
        String normalized = NormalizedText.of(text).toString();
        return extract(text, SHAPE).stream().filter(each -> each.start() >= 0)
                .map(each -> normalized.substring(each.start(), each.end())).toList();
    }

    private static List<Integer> kinds(String text) {
        return extract(text, SHAPE).stream().map(Found::fingerprint).toList();
    }

    private static int kindOf(String text) {
        return kinds(text).getFirst();
    }

    /** What holds of the whole message. */
    private static List<Integer> whole(String text) {
        return extract(text, SHAPE).stream().filter(each -> each.start() < 0).map(Found::fingerprint).toList();
    }

    private static List<Found> extract(String text, FeatureOptions options) {
        List<Found> found = new ArrayList<>();
        new NgramExtractor(options).extract(NormalizedText.of(text),
                (fingerprint, start, end) -> found.add(new Found(fingerprint, start, end)));
        return found;
    }

    private record Found(int fingerprint, int start, int end) {}
}
