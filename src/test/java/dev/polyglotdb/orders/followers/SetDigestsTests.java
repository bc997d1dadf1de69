package dev.polyglotdb.orders.followers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class SetDigestsTests {

    private final long[] members = new Random(1).longs(50_000).toArray();

    @Test
    void equalSetsAgreeInWhateverOrderTheyAreRead() {
        var digests = new SetDigests();
        for (var next = 0; next < members.length; next++) {
            digests.addToOne(members[next]);
            digests.addToOther(members[members.length - 1 - next]);
        }

        assertThat(digests.differing().isEmpty()).isTrue();
    }

    @Test
    void aSingleMemberThatOneSetLacksShowsInItsClassAlone() {
        for (var lacking : new int[] {0, 1, 777, members.length - 1}) {
            var digests = new SetDigests();
            for (var next = 0; next < members.length; next++) {
                digests.addToOne(members[next]);
                if (next != lacking) {
                    digests.addToOther(members[next]);
                }
            }

            assertThat(digests.differing().stream()).containsExactly(SetDigests.classOf(members[lacking]));
        }
    }

    /** Marks say of a whole minute that it is divided, and the parts of a minute lie far apart. */
    @Test
    void aMemberMayBeMetSeveralTimesInOneSet() {
        var digests = new SetDigests();
        for (var times = 0; times < 127; times++) {
            digests.addRepeatedToOne(members[0]);
        }
        assertThat(digests.differing().stream()).containsExactly(SetDigests.classOf(members[0]));

        digests.addRepeatedToOther(members[0]);

        assertThat(digests.differing().isEmpty()).isTrue();
    }

    @Test
    void repeatedMembersGoOnInAnotherProcess() {
        var first = new SetDigests();
        first.addRepeatedToOne(members[0]);
        first.addRepeatedToOne(members[1]);
        first.addRepeatedToOther(members[1]);

        var second = new SetDigests(first.saved());
        assertThat(second.differing().stream()).containsExactly(SetDigests.classOf(members[0]));
        second.addRepeatedToOther(members[0]);

        assertThat(second.differing().isEmpty()).isTrue();
    }

    /** A job that an instance of the version before began goes on. */
    @Test
    void aStateOfSumsAloneIsRead() {
        var sums = Base64.getEncoder().encodeToString(new byte[1_024 * Long.BYTES]);

        assertThat(new SetDigests(sums).differing().isEmpty()).isTrue();
    }

    @Test
    void theyGoOnInAnotherProcess() {
        var first = new SetDigests();
        first.addToOne(members[0]);

        var second = new SetDigests(first.saved());
        assertThat(second.differing().cardinality()).isEqualTo(1);
        second.addToOther(members[0]);

        assertThat(second.differing().isEmpty()).isTrue();
    }
}
