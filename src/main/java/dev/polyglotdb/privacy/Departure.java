package dev.polyglotdb.privacy;

import jakarta.validation.constraints.NotNull;

/** The wish of a user to leave, with a proof that it is the user who asks. */
record Departure(@NotNull String password) {

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
        return "Departure[]";
    }
}
