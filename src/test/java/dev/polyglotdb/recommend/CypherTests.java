package dev.polyglotdb.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.UncheckedIOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class CypherTests {

    @ParameterizedTest
    @ValueSource(strings = {"apply", "bought", "load", "popular", "schema", "walk/steps"})
    void theServerGetsNoCommentsAndNoEmptyStatements(String name) {
        assertThat(Cypher.script(name))
                .isNotEmpty()
                .allSatisfy(statement ->
                        assertThat(statement).isNotBlank().doesNotContain("//").doesNotContain(";"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bought", "popular", "walk/from-user", "walk/steps", "walk/ranking"})
    void aReadIsOneStatement(String name) {
        assertThat(Cypher.script(name)).hasSize(1);
        assertThat(Cypher.statement(name)).isEqualTo(Cypher.script(name).get(0));
    }

    @Test
    void aStatementThatIsNotThereIsToldAtStart() {
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> Cypher.statement("nope"));
    }
}
