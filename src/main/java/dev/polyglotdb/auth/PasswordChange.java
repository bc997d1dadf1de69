package dev.polyglotdb.auth;

import dev.polyglotdb.users.PasswordLength;
import jakarta.validation.constraints.NotNull;

/** A new password, and the current one as a proof that it is the user who asks. */
record PasswordChange(
        @NotNull String currentPassword,
        @NotNull @PasswordLength String newPassword) {

    /** Keeps the passwords out of logs. */
    @Override
    public String toString() {
        return "PasswordChange[]";
    }
}
