package dev.polyglotdb.users;

import dev.polyglotdb.platform.stores.PostgresTransactions;
import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ProblemType;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Registers and finds accounts and checks passwords. */
@Service
public class UserService {

    private static final ProblemType EMAIL_TAKEN =
            new ProblemType("email-taken", "The e-mail address is taken", HttpStatus.CONFLICT);

    private final UserRepository userRepository;
    private final AccountPasswords passwords;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final PostgresTransactions transactions;
    private final Administrators administrators;

    UserService(
            UserRepository userRepository,
            AccountPasswords passwords,
            Clock clock,
            ApplicationEventPublisher events,
            PostgresTransactions transactions) {
        this.userRepository = userRepository;
        this.passwords = passwords;
        this.clock = clock;
        this.events = events;
        this.transactions = transactions;
        this.administrators = new Administrators(userRepository, passwords, events);
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
                .findByEmail(command.email())
                .map(UserRepository.Account::user)
                .or(() -> add(command, admin))
                .orElseGet(() -> ensure(command, admin));
    }

    /**
     * Returns the one form of an e-mail address by which accounts are told apart, whatever the case and the code points
     * it is written with. Returns a text that is no address as it is.
     */
    public static String canonicalEmail(String email) {
        return EmailAddress.Validator.canonical(email).orElse(email);
    }

    /** Returns the address of the account that this address leads to, or this one itself if it leads to none. */
    public String emailOfAccount(String email) {
        return userRepository
                .findByEmail(email)
                .map(account -> account.user().email())
                .orElse(email);
    }

    /** Returns the account that this e-mail address leads to, in whichever form that has stored it. */
    public Optional<User> findByEmail(String email) {
        return userRepository.findByEmail(email).map(UserRepository.Account::user);
    }

    /**
     * Ensures that this administrator can log in. Creates the account, or sets the role and the password of an existing
     * account with this e-mail address, also if its user has changed the password since. Anyone could have registered
     * the address before; the change locks them out.
     *
     * @return the id of the account
     * @throws ProblemException (503) if too many others have their passwords checked
     */
    public long ensureAdministrator(NewUser command) {
        return transactions.execute(() -> setAdministrator(command));
    }

    private long setAdministrator(NewUser command) {
        var account = userRepository.findByEmail(command.email());
        if (account.isPresent()) {
            return administrators.set(account.get(), command.password());
        }
        // Somebody may register the address at this moment.
        return add(command, true).map(administrators::created).orElseGet(() -> setAdministrator(command));
    }

    /** Returns the account with this id; empty if there is none. */
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
     * Returns the account of whoever is logged in.
     *
     * @throws ProblemException (401) if the account was erased since the session was opened
     */
    public User requireOwn(long id) {
        return userRepository
                .find(id)
                .orElseThrow(() -> ProblemException.unauthorized("The account no longer exists."));
    }

    /**
     * Checks that an account exists.
     *
     * @throws ProblemException (404) if it does not
     */
    public void requireUser(long id) {
        get(id);
    }

    /**
     * Checks a password. The duration does not depend on whether the account exists, so that nobody learns which e-mail
     * addresses have an account, unless its hash is stronger than those of today.
     *
     * @return the account, if it exists and the password is correct
     */
    public Optional<VerifiedUser> authenticate(String email, String password) {
        return passwords.verify(email, password).map(VerifiedUser::new);
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
        var newHash = passwords.hash(newPassword);
        var account = verified.account();
        return transactions.execute(() -> {
            var changed = userRepository.replaceHash(account.user().id(), account.passwordHash(), newHash);
            if (changed) {
                beforeCommit.run();
            }
            return changed;
        });
    }

    private Optional<User> add(NewUser command, boolean admin) {
        return userRepository.add(
                canonicalEmail(command.email()),
                StoredEmails.of(command.email()),
                command.name(),
                passwords.hash(command.password()),
                admin,
                clock.instant());
    }
}
