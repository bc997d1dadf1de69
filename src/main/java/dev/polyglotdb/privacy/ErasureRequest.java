package dev.polyglotdb.privacy;

import jakarta.validation.constraints.NotNull;

/** A user's request to be erased, with a proof that it is the user who asks. */
record ErasureRequest(@NotNull String password) {

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
        return "ErasureRequest[]";
    }
}
