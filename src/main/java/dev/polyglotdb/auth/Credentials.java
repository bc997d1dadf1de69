package dev.polyglotdb.auth;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** The credentials of a user. */
record Credentials(
        @NotNull @Size(max = 1000) String email,
        @NotNull @Size(max = 1000) String password) {

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
        return "Credentials[email=" + email + "]";
    }
}
