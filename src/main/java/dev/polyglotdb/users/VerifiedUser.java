package dev.polyglotdb.users;

/** An account whose password was checked, as it was at that moment. */
public final class VerifiedUser {

    private final UserRepository.Account account;

    VerifiedUser(UserRepository.Account account) {
        this.account = account;
    }

    /** Returns the user. */
    public User user() {
        return account.user();
    }

    UserRepository.Account account() {
        return account;
    }
}
