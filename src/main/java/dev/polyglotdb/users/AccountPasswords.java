package dev.polyglotdb.users;

import java.util.Objects;
import java.util.Optional;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Hashes and checks the passwords of accounts. */
@Component
class AccountPasswords {

    private static final String IMPOSSIBLE = "in place of a password that is none";

    private final UserRepository userRepository;
    private final PasswordEncoder encoder;
    private final String hashOfNobody;

    AccountPasswords(UserRepository userRepository, PasswordEncoder encoder) {
        this.userRepository = userRepository;
        this.encoder = encoder;
        this.hashOfNobody = hash("the password of nobody");
    }

    String hash(String password) {
        return Objects.requireNonNull(encoder.encode(password));
    }

    boolean matches(String password, UserRepository.Account account) {
        return encoder.matches(password, account.passwordHash());
    }

    /**
     * Returns the account, if it exists and the password is correct. Takes as long if it does not exist, unless the
     * account has a hash that is stronger than those of today.
     */
    Optional<UserRepository.Account> verify(String email, String password) {
        var account = userRepository.findByEmail(email);
        var isPossible = PasswordLength.Validator.isPossible(password);
        // A text that cannot be a password is a wrong one, even if its beginning is right. Refusing it takes as long.
        var matches = encoder.matches(
                isPossible ? password : IMPOSSIBLE,
                account.map(UserRepository.Account::passwordHash).orElse(hashOfNobody));
        return account.filter(found -> isPossible && matches).flatMap(found -> upgraded(found, password));
    }

    /**
     * Replaces a hash from an older algorithm or with a lower strength; only a login provides the password for this.
     */
    private Optional<UserRepository.Account> upgraded(UserRepository.Account account, String password) {
        if (!encoder.upgradeEncoding(account.passwordHash())) {
            return Optional.of(account);
        }
        var user = account.user();
        var newHash = hash(password);
        if (userRepository.replaceHash(user.id(), account.passwordHash(), newHash)) {
            return Optional.of(new UserRepository.Account(user, newHash));
        }
        // Another login has just replaced it, or somebody has changed the password.
        return userRepository.findByEmail(user.email()).filter(now -> matches(password, now));
    }
}
