package dev.polyglotdb.privacy;

import dev.polyglotdb.auth.AccountSessions;
import dev.polyglotdb.platform.outbox.OutboxService;
import dev.polyglotdb.platform.stores.Store;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Ends sessions that were opened at the last moment, and forgets failed logins. */
@Component
class RedisErasure extends ErasureSink {

    private final AccountSessions accountSessions;
    private final Erasures erasures;

    RedisErasure(Erasures erasures, ObjectProvider<OutboxService> outboxes, AccountSessions accountSessions) {
        super(Store.REDIS, erasures, outboxes);
        this.accountSessions = accountSessions;
        this.erasures = erasures;
    }

    @Override
    boolean step(Erasure erasure) {
        accountSessions.forget(erasure.userId(), erasure.account());
        erasures.forgetAccount(erasure.id());
        return true;
    }
}
