package dev.polyglotdb.auth;

import jakarta.validation.constraints.NotNull;

/** The credentials of a user. */
record Credentials(@NotNull String email, @NotNull String password) {

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
        return "Credentials[email=" + email + "]";
    }
}
