package dev.polyglotdb.users;

import dev.polyglotdb.platform.stores.PostgresTransactions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The accounts of the shop, with a record of the hashes that passwords are compared with. */
public final class ComparedPasswords implements PasswordEncoder {

    private final PasswordEncoder delegate;
    private final UserService users;
    private final List<@Nullable String> hashes = new ArrayList<>();

    public ComparedPasswords(ApplicationContext context) {
        delegate = context.getBean(PasswordEncoder.class);
        var userRepository = context.getBean(UserRepository.class);
        users = new UserService(
                userRepository,
                new AccountPasswords(userRepository, this),
                context.getBean(Clock.class),
                context,
                context.getBean(PostgresTransactions.class));
    }

    /** Returns the accounts; what they do is recorded here. */
    public UserService users() {
        return users;
    }

    /** Returns the hashes that the work compares passwords with. */
    public List<@Nullable String> during(Runnable work) {
        hashes.clear();
        work.run();
        return List.copyOf(hashes);
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
        return delegate.encode(password);
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
        hashes.add(hash);
        return delegate.matches(password, hash);
    }

    @Override
    public boolean upgradeEncoding(@Nullable String hash) {
        return delegate.upgradeEncoding(hash);
    }
}
