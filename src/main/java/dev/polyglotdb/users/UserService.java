package dev.polyglotdb.users;

import dev.polyglotdb.platform.stores.PostgresTransactions;
import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ProblemType;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Registers and finds accounts and checks passwords. */
@Service
public class UserService {

    private static final ProblemType EMAIL_TAKEN =
            new ProblemType("email-taken", "The e-mail address is taken", HttpStatus.CONFLICT);

    private static final ProblemType LAST_ADMINISTRATOR =
            new ProblemType("last-administrator", "There must be an administrator", HttpStatus.CONFLICT);

    private static final String IMPOSSIBLE = "in place of a password that is none";

    private final UserRepository userRepository;
    private final PasswordEncoder passwords;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final PostgresTransactions transactions;
    private final String hashOfNobody;

    UserService(
            UserRepository userRepository,
            PasswordEncoder passwords,
            Clock clock,
            ApplicationEventPublisher events,
            PostgresTransactions transactions) {
        this.userRepository = userRepository;
        this.passwords = passwords;
        this.clock = clock;
        this.events = events;
        this.transactions = transactions;
        this.hashOfNobody = hash("the password of nobody");
    }

    /**
     * Registers a user.
     *
     * @param address the address of the client
     * @throws ProblemException (409) if the e-mail address already has an account, regardless of case
     */
    public User register(NewUser command, String address) {
        events.publishEvent(new Registering(address));
        return add(command, false)
                .orElseThrow(() -> new ProblemException(EMAIL_TAKEN, "There is an account with this e-mail address."));
    }

    /**
     * Creates an account if the e-mail address has none. An existing account keeps its password and its roles.
     *
     * @return the account of the e-mail address
     */
    public User ensure(NewUser command, boolean admin) {
        return userRepository
                .findByEmail(canonicalEmail(command.email()))
                .map(UserRepository.Account::user)
                .or(() -> add(command, admin))
                .orElseGet(() -> ensure(command, admin));
    }

    /**
     * The one form of an e-mail address by which accounts are told apart, whatever the case and the code points it is
     * written with. What is no address stands for itself.
     */
    public static String canonicalEmail(String email) {
        return EmailAddress.Validator.canonical(email).orElse(email);
    }

    public boolean hasAccount(String email) {
        return userRepository.findByEmail(canonicalEmail(email)).isPresent();
    }

    /**
     * Ensures that this administrator can log in. Creates the account, or sets the role and the password of an existing
     * account with this e-mail address. Anyone could have registered the address before; the change locks them out.
     *
     * @return the id of the account
     */
    @Transactional
    public long ensureAdministrator(NewUser command) {
        var account = userRepository.findByEmail(canonicalEmail(command.email()));
        if (account.isEmpty()) {
            return ensure(command, true).id();
        }
        var id = account.get().user().id();
        var knowsPassword = passwords.matches(command.password(), account.get().passwordHash());
        if (!knowsPassword || !account.get().user().isAdmin()) {
            userRepository.makeAdministrator(
                    id, knowsPassword ? account.get().passwordHash() : hash(command.password()));
            events.publishEvent(new UserChanged(id));
        }
        return id;
    }

    /**
     * Deletes an account and ends its sessions.
     */
    @Transactional
    public void delete(long id) {
        userRepository.delete(id);
        events.publishEvent(new UserChanged(id));
    }

    /**
     * Deletes an account as part of the current transaction, and ends its sessions. Orders may keep its number.
     *
     * @return the account as it was; empty if there is none
     * @throws ProblemException (409) if nobody else is an administrator
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<User> erase(long id) {
        // Administrators are locked before the account, always in the same order.
        var administrators =
                userRepository.find(id).filter(User::isAdmin).isPresent() ? userRepository.lockAdministrators() : 0;
        var account = userRepository.lock(id);
        if (account.filter(User::isAdmin).isPresent() && administrators <= 1) {
            throw new ProblemException(LAST_ADMINISTRATOR, "Make somebody else an administrator first.");
        }
        if (account.isPresent()) {
            delete(id);
        }
        return account;
    }

    public Optional<User> find(long id) {
        return userRepository.find(id);
    }

    /**
     * Returns the account with this id.
     *
     * @throws ProblemException (404) if the account does not exist
     */
    public User get(long id) {
        return userRepository.find(id).orElseThrow(() -> ProblemException.notFound("user with this id"));
    }

    /**
     * Checks a password. The duration does not depend on whether the account exists, so that nobody learns which e-mail
     * addresses have an account.
     *
     * @return the account, if it exists and the password is correct
     */
    public Optional<VerifiedUser> authenticate(String email, String password) {
        var account = EmailAddress.Validator.canonical(email).flatMap(userRepository::findByEmail);
        var isPossible = PasswordLength.Validator.isPossible(password);
        // A text that cannot be a password is a wrong one, even if its beginning is right. Refusing it takes as long.
        var matches = passwords.matches(
                isPossible ? password : IMPOSSIBLE,
                account.map(UserRepository.Account::passwordHash).orElse(hashOfNobody));
        return account.filter(found -> isPossible && matches)
                .flatMap(found -> upgraded(found, password))
                .map(VerifiedUser::new);
    }

    /**
     * Returns whether the account, its roles and its password are still those that were checked. Waits for a change
     * that is being committed.
     */
    public boolean isUnchanged(VerifiedUser verified) {
        return userRepository.findSettled(verified.user().id()).equals(Optional.of(verified.account()));
    }

    /**
     * Sets a new password.
     *
     * @param verified the user, whose old password was checked
     * @param beforeCommit revokes what the old password gave access to; if it fails, the old password stays
     * @return false if the account was changed in the meantime; the old password is then no longer the right one
     */
    public boolean changePassword(VerifiedUser verified, String newPassword, Runnable beforeCommit) {
        var newHash = hash(newPassword);
        var account = verified.account();
        return transactions.execute(() -> {
            var changed = userRepository.replaceHash(account.user().id(), account.passwordHash(), newHash);
            if (changed) {
                beforeCommit.run();
            }
            return changed;
        });
    }

    /**
     * Replaces a hash from an older algorithm or with a lower strength; only a login provides the password for this.
     */
    private Optional<UserRepository.Account> upgraded(UserRepository.Account account, String password) {
        if (!passwords.upgradeEncoding(account.passwordHash())) {
            return Optional.of(account);
        }
        var user = account.user();
        var newHash = hash(password);
        if (userRepository.replaceHash(user.id(), account.passwordHash(), newHash)) {
            return Optional.of(new UserRepository.Account(user, newHash));
        }
        // Another login has just replaced it, or somebody has changed the password.
        return userRepository.findByEmail(user.email()).filter(now -> passwords.matches(password, now.passwordHash()));
    }

    private String hash(String password) {
        return Objects.requireNonNull(passwords.encode(password));
    }

    private Optional<User> add(NewUser command, boolean admin) {
        return userRepository.add(
                canonicalEmail(command.email()), command.name(), hash(command.password()), admin, clock.instant());
    }
}
