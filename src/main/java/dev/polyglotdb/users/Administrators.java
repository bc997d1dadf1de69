package dev.polyglotdb.users;

import dev.polyglotdb.platform.web.Audit;
import org.springframework.context.ApplicationEventPublisher;

/** Makes users administrators whose password the settings determine. Each change is in the audit log. */
final class Administrators {

    private final UserRepository userRepository;
    private final AccountPasswords passwords;
    private final ApplicationEventPublisher events;

    Administrators(UserRepository userRepository, AccountPasswords passwords, ApplicationEventPublisher events) {
        this.userRepository = userRepository;
        this.passwords = passwords;
        this.events = events;
    }

    /** Notes that an account was created as an administrator's. Returns its id. */
    long created(User user) {
        audit(user.id(), true, true);
        return user.id();
    }

    /** Sets the role and the password of an account, unless it has them. Returns its id. */
    long set(UserRepository.Account account, String password) {
        var user = account.user();
        var knowsPassword = passwords.matches(password, account);
        if (!knowsPassword || !user.isAdmin()) {
            userRepository.makeAdministrator(
                    user.id(), knowsPassword ? account.passwordHash() : passwords.hash(password));
            events.publishEvent(new UserChanged(user.id()));
            audit(user.id(), !user.isAdmin(), !knowsPassword);
        }
        return user.id();
    }

    private static void audit(long userId, boolean roleSet, boolean passwordSet) {
        Audit.log(
                "administrator-set",
                "user",
                userId,
                "role",
                roleSet ? "set" : "kept",
                "password",
                passwordSet ? "set" : "kept");
    }
}
