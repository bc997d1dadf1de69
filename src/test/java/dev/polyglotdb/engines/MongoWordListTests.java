package dev.polyglotdb.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the list of MongoDB's words must have although no test here makes the driver send it. */
@Tag("fast")
class MongoWordListTests {

    /** What the driver adds to any command for a real server, even if it is sent only once by one test. */
    private static final List<String> OF_A_SESSION = List.of("lsid", "$clusterTime", "$readPreference");

    /** These come before there is a session. */
    private static final Set<String> HANDSHAKE = Set.of("hello", "isMaster");

    private final MongoWordList list = MongoWordList.read();

    @Test
    void everyCommandMayCarryItsSession() {
        assertThat(commands())
                .hasSizeGreaterThan(15)
                .allSatisfy(command -> assertThat(list.words())
                        .containsAll(OF_A_SESSION.stream()
                                .map(field -> "field " + command + "." + field)
                                .toList()));
    }

    private List<String> commands() {
        return list.words().stream()
                .filter(word -> word.startsWith("command "))
                .map(word -> word.substring("command ".length()))
                .filter(command -> !HANDSHAKE.contains(command))
                .sorted()
                .toList();
    }
}
