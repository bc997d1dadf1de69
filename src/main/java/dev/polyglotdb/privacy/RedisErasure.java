package dev.polyglotdb.privacy;

import dev.polyglotdb.auth.AccountSessions;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Ends sessions that were opened at the last moment, and forgets failed logins. */
@Component
class RedisErasure extends ErasureSink {

    private final AccountSessions accountSessions;
    private final Erasures erasures;
    private final Duration settle;

    RedisErasure(
            Erasures erasures,
            AccountSessions accountSessions,
            PrivacyProperties privacyProperties,
            StoreTimeouts timeouts) {
        super(Store.REDIS, erasures);
        this.accountSessions = accountSessions;
        this.erasures = erasures;
        this.settle = privacyProperties.settle(timeouts);
    }

    /** A login that began before the erasure may still be writing, and its instance may fail before it looks again. */
    @Override
    Duration delay() {
        return settle;
    }

    @Override
    boolean step(Erasure erasure) {
        accountSessions.forget(erasure.userId(), erasure.account());
        erasures.forgetAccount(erasure.id());
        return true;
    }
}
