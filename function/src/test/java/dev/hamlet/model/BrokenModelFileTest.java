package dev.hamlet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A bad file is refused with what was expected, what was found, and at which offset. */
class BrokenModelFileTest {

    private static final Pattern MESSAGE = Pattern.compile("expected .+, found .+ \\(tiny\\.hamlet, offset (\\d+)\\)");

    /** What bytes are changed by: each bit, some and all. */
    private static final int[] CHANGES = {1, 2, 4, 8, 16, 32, 64, 128, 0x5A, 0xFF};

    /** A model whose META section is at 56, right after the table of three sections. */
    enum Sample {
        TWO_LABELS(Models.binaryFile()),
        THREE_LABELS(Models.threeLabelsFile()),
        FOREST(Models.forestFile()),
        FOREST_OF_THREE_LABELS(Models.forestOfThreeLabelsFile());

        private final byte[] file;

        Sample(byte[] file) {
            this.file = file;
        }

        byte[] file() {
            return file.clone();
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesFileCutAtAnyLength(Sample sample) {
        for (int length = 0; length < sample.file.length; length++) {
            byte[] cut = Arrays.copyOf(sample.file, length);

            assertThat(offset(cut)).as("cut to %d bytes", length).isBetween(0, length);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesFileWithAnyByteChanged(Sample sample) {
        byte[] file = sample.file();
        for (int i = 0; i < file.length; i++) {
            byte original = file[i];
            for (int change : CHANGES) {
                file[i] = (byte) (original ^ change);

                assertThat(offset(file)).as("byte %d changed by %x", i, change).isBetween(0, file.length);
            }
            file[i] = original;
        }
        assertThat(ModelBytes.sealed(file)).isEqualTo(sample.file);
    }

    /** What a checksum cannot see: a file that was written wrong. It is refused, or it is a model that can answer. */
    @ParameterizedTest
    @EnumSource
    void refusesOrUsesFileWithAnyByteChangedUnderRightChecksum(Sample sample) {
        int end = sample.file.length - Layout.TRAILER;
        int refused = 0;
        for (int i = 0; i < end; i++) {
            for (int change : CHANGES) {
                byte[] changed = sample.file();
                changed[i] ^= (byte) change;
                refused += refuses(ModelBytes.sealed(changed)) ? 1 : 0;
            }
        }
        assertThat(refused).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void refusesFileWithMoreAfterItsEnd(Sample sample) {
        byte[] longer = Arrays.copyOf(sample.file, sample.file.length + 1);

        assertRefused(longer, "a file of " + sample.file.length + " bytes", longer.length, 12);
        assertRefused(ModelBytes.sealed(longer), "a file of " + sample.file.length + " bytes", longer.length, 12);
    }

    @Test
    void refusesEmptyFile() {
        assertRefused(new byte[0], "a Hamlet model file", "the end of the file", 0);
    }

    @Test
    void refusesFileThatEndsWithinTheMagic() {
        assertRefused(Arrays.copyOf(Models.binaryFile(), 5), "a Hamlet model file", "the end of the file", 5);
    }

    @Test
    void refusesFileWithoutRoomForHeaderAndTrailer() {
        assertRefused(Arrays.copyOf(Models.binaryFile(), 55), "a header and a trailer", "the end of the file", 55);
    }

    @Test
    void refusesPng() {
        String onePixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

        assertRefused(Base64.getDecoder().decode(onePixel), "a Hamlet model file", "other bytes", 1);
    }

    @Test
    void refusesZip() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("model.hamlet"));
            zip.write(Models.binaryFile());
        }

        assertRefused(bytes.toByteArray(), "a Hamlet model file", "other bytes", 0);
    }

    @Test
    void refusesText() {
        assertRefused("label\ttext\n".getBytes(StandardCharsets.UTF_8), "a Hamlet model file", "other bytes", 0);
    }

    @Test
    void refusesFileMangledAsText() {
        String mangled = new String(Models.binaryFile(), StandardCharsets.ISO_8859_1).replace("\r\n", "\n");

        assertRefused(mangled.getBytes(StandardCharsets.ISO_8859_1), "a Hamlet model file", "other bytes", 5);
    }

    @Test
    void refusesFormatThatNeedsNewerReader() {
        byte[] newer = Models.binaryFile();
        newer[8] = 6;
        newer[10] = 5;

        assertRefused(ModelBytes.sealed(newer), "a format for readers of version 4",
                "version 6, for readers from version 5", 10);
    }

    @Test
    void readsNewerFormatThatThisVersionUnderstands() throws ModelFormatException {
        byte[] newer = Models.binaryFile();
        newer[8] = 5;

        assertThat(ModelReader.read(ModelBytes.sealed(newer), "newer").metadata())
                .isEqualTo(Models.binary().metadata());
    }

    @ParameterizedTest
    @ValueSource(bytes = {0, 1, 2, 3})
    void refusesFormatOfOtherTables(byte version) {
        byte[] older = Models.binaryFile();
        older[8] = version;
        older[10] = version;

        assertRefused(ModelBytes.sealed(older), "format version 4 or newer", "version " + version, 8);
    }

    @Test
    void passesOverSectionsItDoesNotKnow() throws ModelFormatException {
        byte[] more = ModelBytes.of(Models.binaryFile()).with("MORE", none -> new byte[]{1, 2, 3}).toFile();

        assertThat(ModelReader.read(more, "more").predict("free")).isEqualTo(Models.binary().predict("free"));
    }

    @Test
    void refusesWrongChecksum() {
        byte[] file = Models.binaryFile();
        int end = file.length - 4;
        ModelBytes.littleEndian(file).putInt(end, 0xBADC0DE);
        int right = ModelBytes.littleEndian(Models.binaryFile()).getInt(end);

        assertRefused(file, "checksum badc0de", Integer.toHexString(right), end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"META", "VOCA", "CLAS"})
    void refusesFileWithoutSection(String tag) {
        byte[] file = ModelBytes.of(Models.binaryFile()).without(tag).toFile();

        assertRefused(file, "a section " + tag, "none", 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"META", "VOCA", "CLAS"})
    void refusesSectionBeyondTheEnd(String tag) {
        byte[] file = Models.binaryFile();
        int entry = tableEntry(tag);
        long offset = Integer.toUnsignedLong(ModelBytes.littleEndian(file).getInt(entry + 4));
        int end = file.length - 36;
        int length = (int) (end - offset + 1);
        ModelBytes.littleEndian(file).putInt(entry + 8, length);

        assertRefused(ModelBytes.sealed(file), "section " + tag + " to end by " + end, end + 1, entry);
    }

    @Test
    void refusesSectionWhoseEndExceedsTheRangeOfItsNumbers() {
        byte[] file = Models.binaryFile();
        int entry = tableEntry("VOCA");
        ModelBytes.littleEndian(file).putInt(entry + 4, -1).putInt(entry + 8, -1);

        assertRefused(ModelBytes.sealed(file), "section VOCA to end by " + (file.length - 36), 0x1FFFFFFFEL, entry);
    }

    @Test
    void refusesMoreSectionsThanThereAre() {
        byte[] file = ModelBytes.of(Models.binaryFile()).without("META").with("VOCA", bytes -> new byte[0])
                .with("CLAS", bytes -> new byte[0]).toFile();
        ModelBytes.littleEndian(file).putInt(16, -1);

        assertRefused(ModelBytes.sealed(file), "4 more bytes of section table", 0, 44);
    }

    @Test
    void refusesMetadataThatEndsTooSoon() {
        assertRefused(changed("META", bytes -> Arrays.copyOf(bytes, 3)), "4 more bytes of section META", 1, 58);
    }

    @Test
    void refusesMetadataWithBytesLeftOver() {
        int length = ModelBytes.of(Models.binaryFile()).section("META").length;

        assertRefused(changed("META", bytes -> Arrays.copyOf(bytes, length + 2)), "the end of section META",
                "2 more bytes", 56 + length);
    }

    @Test
    void refusesSameLabelTwice() {
        byte[] file = changed("META", bytes -> replaced(bytes, "\4\0spam", "\3\0ham"));

        assertRefused(file, "two or more distinct labels", "[ham, ham]", 56);
    }

    @Test
    void refusesSingleLabel() {
        byte[] file = changed("META", bytes -> replaced(bytes, "\2\0\3\0ham\4\0spam", "\1\0\3\0ham"));

        assertRefused(file, "two or more distinct labels", "[ham]", 56);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.25, 1.5, Double.NaN})
    void refusesThresholdThatIsNoProbability(double threshold) {
        byte[] file = changed("META", bytes -> {
            ModelBytes.littleEndian(bytes).putDouble(thresholdOffset(), threshold);
            return bytes;
        });

        assertRefused(file, "a threshold from 0 to 1", threshold, 56);
    }

    @Test
    void refusesFeaturesThatThereAreNot() {
        byte[] file = changed("META", bytes -> {
            bytes[thresholdOffset() + 8] = 3;
            return bytes;
        });

        assertRefused(file, "word n-grams up to 0, 1 or 2 words", 3, 56);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 7, 128, 255})
    void refusesOtherFeaturesThatThereAreNot(int flags) {
        int offset = thresholdOffset() + 8 + 3;
        byte[] file = changed("META", bytes -> {
            bytes[offset] = (byte) flags;
            return bytes;
        });

        assertRefused(file, "other features of shape (1) and obfuscation (2)", flags, 56 + offset);
    }

    @Test
    void refusesMetadataThatEndsBeforeOtherFeatures() {
        int offset = thresholdOffset() + 8 + 3;

        assertRefused(changed("META", bytes -> Arrays.copyOf(bytes, offset)), "1 more bytes of section META", 0,
                56 + offset);
    }

    @Test
    void refusesVocabularyOfOtherLengthThanItSays() {
        ModelBytes file = ModelBytes.of(Models.binaryFile());
        int offset = file.offset("VOCA");

        assertRefused(changed("VOCA", bytes -> Arrays.copyOf(bytes, 4 + 4 * 13 - 2)),
                "fingerprints for 13 slots and seeds of 2 bytes", "50 bytes", offset);
        assertRefused(changed("VOCA", bytes -> Arrays.copyOf(bytes, bytes.length + 1)),
                "fingerprints for 13 slots and seeds of 2 bytes", "61 bytes", offset);
    }

    @Test
    void refusesVocabularyWithoutItsLength() {
        int offset = ModelBytes.of(Models.binaryFile()).offset("VOCA");

        assertRefused(changed("VOCA", bytes -> Arrays.copyOf(bytes, 3)), "4 more bytes of section VOCA", 3, offset);
    }

    @Test
    void refusesVocabularyWithoutSlotsOrSeeds() {
        int offset = ModelBytes.of(Models.binaryFile()).offset("VOCA");

        assertRefused(changed("VOCA", bytes -> new byte[6]), "a slot and a seed or more", "0 and 1", offset);
        assertRefused(changed("VOCA", bytes -> Arrays.copyOf(bytes, 4 + 4 * 13)), "a slot and a seed or more",
                "13 and 0",
                offset);
    }

    @ParameterizedTest
    @EnumSource(names = {"TWO_LABELS", "THREE_LABELS"})
    void refusesClassifierOfWrongKind(Sample sample) {
        int right = sample == Sample.TWO_LABELS ? 1 : 2;
        int labels = sample == Sample.TWO_LABELS ? 2 : 3;
        ModelBytes parts = ModelBytes.of(sample.file);
        int offset = parts.offset("CLAS");
        for (int kind : new int[]{0, 3 - right, 4, 255}) {
            parts.with("CLAS", bytes -> {
                bytes[0] = (byte) kind;
                return bytes;
            });

            assertRefused(parts.toFile(), "classifier kind " + right + " or 3 for " + labels + " labels", kind, offset);
        }
    }

    @Test
    void refusesWeightsThatEndTooSoon() {
        int offset = ModelBytes.of(Models.binaryFile()).offset("CLAS");

        assertRefused(changed("CLAS", bytes -> Arrays.copyOf(bytes, bytes.length - 1)), "28 more bytes of section CLAS",
                27, offset + 2);
        assertRefused(changed("CLAS", bytes -> Arrays.copyOf(bytes, 1)), "1 more bytes of section CLAS", 0, offset + 1);
    }

    @Test
    void refusesFewerRowsOfWeightsThanLabelsNeed() {
        ModelBytes parts = ModelBytes.of(Models.threeLabelsFile());
        int row = 1 + 2 * 9;
        byte[] file = parts.with("CLAS", bytes -> Arrays.copyOf(bytes, 1 + row)).toFile();

        assertRefused(file, "1 more bytes of section CLAS", 0, parts.offset("CLAS") + 1 + row);
    }

    @ParameterizedTest
    @EnumSource
    void refusesWeightsWithBytesLeftOver(Sample sample) {
        ModelBytes parts = ModelBytes.of(sample.file);
        int length = parts.section("CLAS").length;
        byte[] file = parts.with("CLAS", bytes -> Arrays.copyOf(bytes, length + 2)).toFile();

        assertRefused(file, "the end of section CLAS", "2 more bytes", parts.offset("CLAS") + length);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void refusesForestWithoutFiniteSlope(double slope) {
        assertForestRefused(bytes -> {
            ModelBytes.littleEndian(bytes).putDouble(1, slope);
            return bytes;
        }, "a finite slope and intercept", slope + " and -0.25", 1);
    }

    @Test
    void refusesForestWithoutTrees() {
        assertForestRefused(bytes -> forest(0), "a tree", "none", 17);
    }

    @Test
    void refusesForestOfFewerTreesThanItSays() {
        assertForestRefused(bytes -> forest(2, 0, 1, 1), "1 more bytes of section CLAS", 0, 22);
    }

    @Test
    void refusesForestWithBytesLeftOver() {
        assertForestRefused(bytes -> forest(1, 0, 1, 1, 0), "the end of section CLAS", "1 more bytes", 22);
    }

    @Test
    void refusesSplitWithOneChild() {
        assertForestRefused(bytes -> forest(1, 1, 0, 1, 1), "1 more bytes of section CLAS", 0, 23);
    }

    @Test
    void refusesSplitOnAFeatureThatThereIsNot() {
        assertForestRefused(bytes -> forest(1, 1, 6, 0, 1, 1, 0, 1, 1, 0, 1, 1), "a slot below 4", 5, 20);
    }

    @Test
    void refusesLeafWithCountsOfTooFewLabels() {
        assertForestRefused(bytes -> forest(1, 0, 1), "2 more bytes of section CLAS", 1, 20);
    }

    @Test
    void refusesLeafWithoutTrainingMessages() {
        assertForestRefused(bytes -> forest(1, 0, 0, 0), "a leaf with training messages", "none", 19);
    }

    @ParameterizedTest
    @ValueSource(strings = {"255 255 255 255 8", "255 255 255 255 255", "128 128 128 128 16"})
    void refusesCountOf2To31(String varint) {
        int[] number = Arrays.stream(varint.split(" ")).mapToInt(Integer::parseInt).toArray();
        int[] nodes = IntStream.concat(IntStream.of(0), IntStream.concat(Arrays.stream(number), IntStream.of(1)))
                .toArray();

        assertForestRefused(bytes -> forest(1, nodes), "a number below 2^31", "a greater one", 20);
    }

    /** Smile counts a node's messages in an int, and SHAP values weigh by them. */
    @Test
    void refusesTreeOf2To31TrainingMessages() {
        int[] most = {255, 255, 255, 255, 7};
        int[] leaf = IntStream.concat(IntStream.of(0), IntStream.concat(Arrays.stream(most), IntStream.of(0)))
                .toArray();
        int[] nodes = IntStream.concat(IntStream.of(1), IntStream.concat(Arrays.stream(leaf), IntStream.of(0, 1, 0)))
                .toArray();

        assertForestRefused(bytes -> forest(1, nodes), "fewer than 2^31 training messages in a tree", 1L << 31, 27);
    }

    /** A million splits, one below the other, must not fill the stack. */
    @Test
    void refusesTreeThatIsTooDeep() {
        int[] splits = IntStream.generate(() -> 1).limit(1_000_000).toArray();

        assertForestRefused(bytes -> forest(1, splits), "a leaf after 100 splits", "another", 119);
    }

    @Test
    void readsTreeAsDeepAsMayBe() throws ModelFormatException {
        IntStream leaves = IntStream.generate(() -> 0).limit(101).flatMap(leaf -> IntStream.of(0, 1, 2));
        byte[] classifier = forest(1, IntStream.concat(IntStream.generate(() -> 1).limit(100), leaves).toArray());
        byte[] file = ModelBytes.of(Models.forestFile()).with("CLAS", bytes -> classifier).toFile();

        assertThat(ModelReader.read(file, "deep").explain("free prize").prediction().score()).isBetween(0.0, 1.0);
    }

    /** A classifier section with slope 1, intercept 0 and nodes as bytes. */
    private static byte[] forest(int trees, int... nodes) {
        byte[] bytes = new byte[19 + nodes.length];
        ModelBytes.littleEndian(bytes).put((byte) 3).putDouble(1).putDouble(0).putShort((short) trees);
        for (int i = 0; i < nodes.length; i++) {
            bytes[19 + i] = (byte) nodes[i];
        }
        return bytes;
    }

    private static void assertForestRefused(UnaryOperator<byte[]> change, String expected, Object found, int at) {
        ModelBytes parts = ModelBytes.of(Models.forestFile());
        int offset = parts.offset("CLAS");

        assertRefused(parts.with("CLAS", change).toFile(), expected, found, offset + at);
    }

    private static byte[] changed(String tag, UnaryOperator<byte[]> change) {
        return ModelBytes.of(Models.binaryFile()).with(tag, change).toFile();
    }

    private static byte[] replaced(byte[] bytes, String from, String to) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(text).contains(from);
        return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Where in META the threshold stands: after the name, the number of labels, and the labels. */
    private static int thresholdOffset() {
        return 2 + "tiny".length() + 2 + 2 + "ham".length() + 2 + "spam".length();
    }

    /** Where in the table of sections a tag stands. */
    private static int tableEntry(String tag) {
        return switch (tag) {
            case "META" -> 20;
            case "VOCA" -> 32;
            default -> 44;
        };
    }

    private static void assertRefused(byte[] file, String expected, Object found, int offset) {
        assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> ModelReader.read(file, Models.SOURCE))
                .withMessage("expected %s, found %s (tiny.hamlet, offset %d)", expected, found, offset);
    }

    /** A cold start goes without: the checksum finds damage, and takes a tenth of the time. */
    @Test
    void verifiesTheIdentityOnlyWhereItIsAskedTo() throws ModelFormatException {
        byte[] file = Models.binaryWithWrongIdentity();
        String sha256 = VerifiedModel.read(Models.binaryFile(), Models.SOURCE).sha256();
        String other = ModelReader.read(file, Models.SOURCE).sha256();

        assertThat(other).isNotEqualTo(sha256);
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> VerifiedModel.read(file, Models.SOURCE))
                .withMessage("expected SHA-256 %s, found %s (tiny.hamlet, offset %d)", other, sha256, file.length - 36);
    }

    /** The offset at which a file is refused. */
    private static int offset(byte[] file) {
        ModelFormatException refusal = catchThrowableOfType(ModelFormatException.class,
                () -> ModelReader.read(file, Models.SOURCE));
        assertThat(refusal).as("refusal").isNotNull();
        Matcher message = MESSAGE.matcher(String.valueOf(refusal.getMessage()));
        assertThat(message.matches()).as("%s", refusal.getMessage()).isTrue();
        return Integer.parseInt(message.group(1));
    }

    private static boolean refuses(byte[] file) {
        try {
            Model model = ModelReader.read(file, Models.SOURCE);
            assertThat(model.metadata().labels()).contains(model.predict("free prize 00 thanks").label());
            assertThat(model.explain("love").tokens()).hasSize(1);
            return false;
        } catch (ModelFormatException e) {
            assertThat(e.getMessage()).matches(MESSAGE);
            return true;
        }
    }
}
