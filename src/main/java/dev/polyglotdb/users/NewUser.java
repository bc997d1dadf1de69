package dev.polyglotdb.users;

import dev.polyglotdb.platform.json.CodePoints;
import dev.polyglotdb.platform.json.Name;
import jakarta.validation.constraints.NotNull;

/**
 * A registration.
 *
 * @param password the password in clear text; only its hash is stored
 */
public record NewUser(
        @NotNull @CodePoints(max = 254) @EmailAddress String email,
        @NotNull @CodePoints(max = 200) @Name String name,
        @NotNull @PasswordLength String password) {

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
        return "NewUser[email=" + email + ", name=" + name + "]";
    }
}
