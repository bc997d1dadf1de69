package dev.polyglotdb.privacy;

import dev.polyglotdb.platform.WorkerThreads;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.Assert;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PrivacyProperties.class)
class PrivacyConfiguration {

    /** It starts before the web server and stops after it, for people may leave until the last request is answered. */
    private static final int AROUND_THE_WEB_SERVER = 0;

    private static final Duration TO_END_A_LOOK = Duration.ofSeconds(2);

    /**
     * Refuses the start if a request could outlast the time to settle, because what it records would stay. A look of
     * which the answer comes late may be followed, after the pause, by one that is just as late; then the request
     * itself has its time; and the time to settle begins before the erasure is committed.
     */
    PrivacyConfiguration(PrivacyProperties privacyProperties, StoreTimeouts timeouts) {
        var longest = RecentlyErasedUsers.LOOK.plus(timeouts.responseTime().multipliedBy(4));
        Assert.state(
                privacyProperties.settle(timeouts).compareTo(longest) > 0,
                "polyglot.privacy.settle has to be longer than 5s and polyglot.stores.response-time four times");
    }

    /** A thread of its own: scheduled tasks share one, and a provider of payments may hold that for 15 s. */
    @Bean
    static WorkerThreads erasedUsersThread(RecentlyErasedUsers recentlyErasedUsers) {
        return new WorkerThreads("erased-users", List.of(recentlyErasedUsers), AROUND_THE_WEB_SERVER, TO_END_A_LOOK);
    }
}
