package dev.polyglotdb.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.users.User;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class SecretsTests {

    private static final String SECRET = "s3cret-value";

    @Test
    void aPasswordStaysOutOfLogs() {
        assertThat(new Credentials("ada@example.com", SECRET).toString())
                .contains("ada@example.com")
                .doesNotContain(SECRET);
    }

    @Test
    void aTokenStaysOutOfLogs() {
        var user = new User(7, "ada@example.com", "Ada", List.of("USER"), Instant.EPOCH);

        assertThat(new Login(SECRET, "Bearer", 1_800, Instant.EPOCH, user).toString())
                .contains("7")
                .doesNotContain(SECRET);
    }
}
