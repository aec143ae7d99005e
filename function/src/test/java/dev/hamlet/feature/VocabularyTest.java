package dev.hamlet.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocabularyTest {

    @Property
    void givesEachMemberASlotOfItsOwn(@ForAll("fingerprints") Set<Integer> members) {
        Vocabulary vocabulary = vocabulary(members);

        assertThat(vocabulary.size()).isEqualTo(members.size());
        Set<Integer> ids = new HashSet<>();
        for (int member : members) {
            int id = vocabulary.indexOf(member);
            assertThat(id).isBetween(0, vocabulary.dimension() - 1);
            assertThat(vocabulary.slots()[id]).isEqualTo(member);
            ids.add(id);
        }
        assertThat(ids).hasSameSizeAs(members);
    }

    @Property
    void doesNotKnowOthers(@ForAll("fingerprints") Set<Integer> members, @ForAll List<Integer> others) {
        Vocabulary vocabulary = vocabulary(members);

        for (int other : others) {
            if (!members.contains(other)) {
                assertThat(vocabulary.indexOf(other)).isEqualTo(-1);
            }
        }
        assertThat(vocabulary.indexOf(Vocabulary.NONE)).isEqualTo(-1);
    }

    @Property
    void givesTheSameTableWhateverTheOrder(@ForAll("fingerprints") Set<Integer> members, @ForAll long seed) {
        List<Integer> shuffled = new ArrayList<>(members);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(Vocabulary.of(ints(shuffled)).slots()).isEqualTo(vocabulary(members).slots());
        assertThat(Vocabulary.of(ints(shuffled)).seeds()).isEqualTo(vocabulary(members).seeds());
    }

    @Property
    void isTheSameWhenItsTableIsTakenOver(@ForAll("fingerprints") Set<Integer> members) {
        Vocabulary vocabulary = vocabulary(members);
        Vocabulary taken = Vocabulary.ofTable(vocabulary.slots(), vocabulary.seeds());

        assertThat(taken.size()).isEqualTo(vocabulary.size());
        assertThat(taken.dimension()).isEqualTo(vocabulary.dimension());
        for (int member : members) {
            assertThat(taken.indexOf(member)).isEqualTo(vocabulary.indexOf(member));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "1, 2, 1", "300, 307, 82", "30000, 30601, 8101"})
    void leavesAFiftiethOfTheSlotsFree(int size, int dimension, int seeds) {
        Vocabulary vocabulary = Vocabulary.of(new Random(7).ints().distinct().limit(size).toArray());

        assertThat(vocabulary.dimension()).isEqualTo(dimension);
        assertThat(vocabulary.slots()).hasSize(dimension);
        assertThat(vocabulary.seeds()).hasSize(seeds);
    }

    /** No seed parts fingerprints of one bucket that are as many as the slots; more room does. */
    @Test
    void makesRoomUntilEachMemberHasASlot() {
        int[] members = new Random(3).ints().distinct().filter(each -> Vocabulary.bucket(each, 11) == 0)
                .limit(40)
                .toArray();
        Vocabulary vocabulary = Vocabulary.of(members);

        assertThat(vocabulary.dimension()).isGreaterThan(41);
        for (int member : members) {
            assertThat(vocabulary.slots()[vocabulary.indexOf(member)]).isEqualTo(member);
        }
    }

    @Test
    void knowsNothingWhenEmpty() {
        Vocabulary empty = Vocabulary.of(new int[0]);

        assertThat(empty.size()).isZero();
        assertThat(empty.dimension()).isEqualTo(1);
        assertThat(empty.indexOf(5)).isEqualTo(-1);
    }

    @Test
    void isNotChangedThroughWhatItTakesOrGives() {
        int[] slots = Vocabulary.of(new int[]{7}).slots();
        short[] seeds = Vocabulary.of(new int[]{7}).seeds();
        Vocabulary vocabulary = Vocabulary.ofTable(slots, seeds);
        int id = vocabulary.indexOf(7);

        slots[id] = 8;
        vocabulary.slots()[id] = 9;
        Arrays.fill(seeds, (short) (seeds[0] + 1));
        Arrays.fill(vocabulary.seeds(), (short) (seeds[0] + 1));

        assertThat(vocabulary.indexOf(7)).isEqualTo(id);
    }

    @Test
    void refusesFingerprintThatStandsTwice() {
        assertThatIllegalArgumentException().isThrownBy(() -> Vocabulary.of(new int[]{31, 5, 31}))
                .withMessage("expected distinct fingerprints other than 0, found 1f twice or 0");
    }

    @Test
    void refusesTheMarkOfAFreeSlot() {
        assertThatIllegalArgumentException().isThrownBy(() -> Vocabulary.of(new int[]{31, Vocabulary.NONE}))
                .withMessage("expected distinct fingerprints other than 0, found 0 twice or 0");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "0, 0"})
    void refusesTableWithoutSlotsOrSeeds(int slots, int seeds) {
        assertThatIllegalArgumentException().isThrownBy(() -> Vocabulary.ofTable(new int[slots], new short[seeds]))
                .withMessage("expected a slot and a seed or more, found " + slots + " and " + seeds);
    }

    private static Vocabulary vocabulary(Set<Integer> members) {
        return Vocabulary.of(ints(members));
    }

    private static int[] ints(Collection<Integer> members) {
        return members.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Sets of fingerprints, far apart or close together. */
    @Provide
    Arbitrary<Set<Integer>> fingerprints() {
        Arbitrary<Integer> any = Arbitraries.integers().filter(each -> each != Vocabulary.NONE);
        Arbitrary<Integer> close = Arbitraries.integers().between(-50, -1);
        return Arbitraries.oneOf(any.set().ofMaxSize(200), close.set().ofMaxSize(50));
    }
}
