package dev.polyglotdb.users;

import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ProblemType;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Deletes accounts. One administrator always stays. */
@Service
public class UserErasure {

    private static final ProblemType LAST_ADMINISTRATOR =
            new ProblemType("last-administrator", "There must be an administrator", HttpStatus.CONFLICT);

    private final UserRepository userRepository;
    private final ApplicationEventPublisher events;

    UserErasure(UserRepository userRepository, ApplicationEventPublisher events) {
        this.userRepository = userRepository;
        this.events = events;
    }

    /**
     * Deletes an account as part of the current transaction, and ends its sessions. Orders may keep its number.
     *
     * @return the account as it was; empty if there is none
     * @throws ProblemException (409) if nobody else is an administrator
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<User> erase(long id) {
        return erase(id, account -> true);
    }

    /**
     * Deletes an account as {@link #erase(long)} does, unless it was changed since its password was checked.
     *
     * @return the account as it was; empty if there is none, or if it was changed
     * @throws ProblemException (409) if nobody else is an administrator
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<User> erase(VerifiedUser verified) {
        return erase(verified.user().id(), verified.account()::equals);
    }

    private Optional<User> erase(long id, Predicate<UserRepository.Account> may) {
        // Administrators are locked before the account, always in the same order.
        var administrators =
                userRepository.find(id).filter(User::isAdmin).isPresent() ? userRepository.lockAdministrators() : 0;
        var account = userRepository.lock(id).filter(may).map(UserRepository.Account::user);
        if (account.filter(User::isAdmin).isPresent() && administrators <= 1) {
            throw new ProblemException(LAST_ADMINISTRATOR, "Make somebody else an administrator first.");
        }
        if (account.isPresent()) {
            userRepository.delete(id);
            events.publishEvent(new UserChanged(id));
        }
        return account;
    }
}
