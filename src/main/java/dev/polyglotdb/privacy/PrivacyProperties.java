package dev.polyglotdb.privacy;

import dev.polyglotdb.platform.stores.StoreTimeouts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the erasure.
 *
 * @param settle how long after an erasure the person's activity and late sessions are erased; must exceed 5 s and four
 *     times the response time; null for five times
 */
@ConfigurationProperties("polyglot.privacy")
record PrivacyProperties(@Nullable Duration settle) {

    private static final int RESPONSES = 5;

    Duration settle(StoreTimeouts timeouts) {
        return settle == null
                ? RecentlyErasedUsers.LOOK.plus(timeouts.responseTime().multipliedBy(RESPONSES))
                : settle;
    }
}
