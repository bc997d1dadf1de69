package dev.polyglotdb.auth;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ZSetOperations;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** Stores in Redis for each user the hashes of that user's sessions, by the time when they began. */
@Repository
@UsesStore(Store.REDIS)
class SessionRegister {

    private final StringRedisTemplate redis;
    private final ReactiveStringRedisTemplate concurrently;
    private final RedisClock redisClock;
    private final SessionProperties sessionProperties;

    SessionRegister(
            StringRedisTemplate redis,
            ReactiveStringRedisTemplate concurrently,
            RedisClock redisClock,
            SessionProperties sessionProperties) {
        this.redis = redis;
        this.concurrently = concurrently;
        this.redisClock = redisClock;
        this.sessionProperties = sessionProperties;
    }

    void add(long userId, String hash, Instant createdAt) {
        register().add(key(userId), hash, createdAt.toEpochMilli());
        redis.expire(key(userId), sessionProperties.lifetime());
    }

    boolean contains(long userId, String hash) {
        return register().score(key(userId), hash) != null;
    }

    void remove(long userId, Collection<String> hashes) {
        register().remove(key(userId), hashes.toArray());
    }

    /** Returns all hashes of the user, the newest first. */
    Set<String> newestFirst(long userId) {
        return orNone(register().reverseRange(key(userId), 0, -1));
    }

    /** Returns the oldest live sessions, if the user has more than allowed. Forgets those that have expired. */
    Set<String> surplus(long userId) {
        if (!oldest(userId).isEmpty()) {
            forgetExpired(userId);
        }
        return oldest(userId);
    }

    private Set<String> oldest(long userId) {
        return orNone(register().range(key(userId), 0, -sessionProperties.perUser() - 1L));
    }

    /**
     * Looks at old sessions only. Younger ones can't have expired, and one of them may be registered but not yet
     * written.
     */
    private void forgetExpired(long userId) {
        var latest = redisClock.read(key(userId)).now().minus(sessionProperties.ttl());
        var hashes = orNone(register().rangeByScore(key(userId), 0, latest.toEpochMilli()));
        var expired = Objects.requireNonNull(Flux.fromIterable(hashes)
                .flatMap(hash -> concurrently
                        .hasKey(Sessions.key(hash))
                        .filter(live -> !live)
                        .map(gone -> hash))
                .collectList()
                .block());
        if (!expired.isEmpty()) {
            remove(userId, expired);
        }
    }

    private ZSetOperations<String, String> register() {
        return redis.opsForZSet();
    }

    @SuppressWarnings("NullAway") // null only within a pipeline
    private static Set<String> orNone(Set<String> hashes) {
        return Objects.requireNonNullElse(hashes, Set.of());
    }

    static String key(long userId) {
        return "user-sessions:" + userId;
    }
}
