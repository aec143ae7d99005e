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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    }

    @Property
    void isTheSameWhenItsSlotsAreTakenOver(@ForAll("fingerprints") Set<Integer> members) {
        Vocabulary vocabulary = vocabulary(members);
        Vocabulary taken = Vocabulary.ofSlots(vocabulary.slots());

        assertThat(taken.size()).isEqualTo(vocabulary.size());
        assertThat(taken.dimension()).isEqualTo(vocabulary.dimension());
        for (int member : members) {
            assertThat(taken.indexOf(member)).isEqualTo(vocabulary.indexOf(member));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "2, 3", "3, 5", "300, 401", "30000, 40001"})
    void leavesAQuarterOfTheSlotsFree(int size, int dimension) {
        int[] members = new int[size];
        for (int i = 0; i < size; i++) {
            members[i] = (i + 1) * 71_000;
        }

        Vocabulary vocabulary = Vocabulary.of(members);

        assertThat(vocabulary.dimension()).isEqualTo(dimension);
        assertThat(vocabulary.slots()).hasSize(dimension);
    }

    @Test
    void findsMembersThatCollideAndWrapRound() {
        // the largest fingerprints of all are at home in the last slot
        int[] members = {-1, -2, -3, -4, -5, -6};
        Vocabulary vocabulary = Vocabulary.of(members);

        for (int member : members) {
            assertThat(vocabulary.slots()[vocabulary.indexOf(member)]).isEqualTo(member);
        }
        assertThat(vocabulary.indexOf(-7)).isEqualTo(-1);
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
        Vocabulary vocabulary = Vocabulary.ofSlots(slots);
        int id = vocabulary.indexOf(7);

        slots[id] = 8;
        vocabulary.slots()[id] = 9;

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
    @ValueSource(ints = {0, 1, 5})
    void refusesTableWithoutFreeSlot(int length) {
        int[] slots = new int[length];
        Arrays.setAll(slots, i -> i + 1);

        assertThatIllegalArgumentException().isThrownBy(() -> Vocabulary.ofSlots(slots))
                .withMessage("expected a free slot among " + length + ", found none");
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
