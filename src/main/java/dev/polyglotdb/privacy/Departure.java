package dev.polyglotdb.privacy;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** The wish of a user to leave, with a proof that it is the user who asks. */
record Departure(@NotNull @Size(max = 1000) String password) {

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
        return "Departure[]";
    }
}
