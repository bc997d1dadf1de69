package dev.polyglotdb.auth;

import static java.util.stream.Collectors.toCollection;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ZSetOperations;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;
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

    /**
     * Returns the next sessions of the user, the newest first.
     *
     * @param last the one before them; null for the first ones
     * @param count the maximum number
     */
    List<SessionPosition> after(long userId, @Nullable SessionPosition last, int count) {
        if (last == null) {
            return positions(register().reverseRangeWithScores(key(userId), 0, count - 1L))
                    .toList();
        }
        // Sessions that began in the same millisecond are sorted by their hashes. A user has few of them.
        var next = positions(register().reverseRangeByScoreWithScores(key(userId), last.millis(), last.millis()))
                .filter(tied -> tied.hash().compareTo(last.hash()) < 0)
                .limit(count)
                .collect(toCollection(ArrayList::new));
        positions(register()
                        .reverseRangeByScoreWithScores(
                                key(userId), 0, last.millis() - 1.0, 0, (long) count - next.size()))
                .forEach(next::add);
        return next;
    }

    /** Returns the oldest live sessions, if the user has more than allowed. Forgets those that have expired. */
    Set<String> surplus(long userId) {
        if (!oldest(userId).isEmpty()) {
            forgetExpired(userId, after(userId, null, Integer.MAX_VALUE));
        }
        return oldest(userId);
    }

    private Set<String> oldest(long userId) {
        return orNone(register().range(key(userId), 0, -sessionProperties.perUser() - 1L));
    }

    /**
     * Forgets those of these sessions that have expired. Looks at old ones only. Younger ones can't have expired, and
     * one of them may be registered but not yet written.
     */
    void forgetExpired(long userId, List<SessionPosition> registered) {
        var latest = redisClock.read(key(userId)).now().minus(sessionProperties.ttl());
        var expired = Objects.requireNonNull(Flux.fromIterable(registered)
                .filter(each -> !each.createdAt().isAfter(latest))
                .map(SessionPosition::hash)
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

    private static Stream<SessionPosition> positions(Set<TypedTuple<String>> entries) {
        return orNone(entries).stream()
                .map(entry -> new SessionPosition(
                        Instant.ofEpochMilli(
                                Objects.requireNonNull(entry.getScore()).longValue()),
                        Objects.requireNonNull(entry.getValue())));
    }

    @SuppressWarnings("NullAway") // null only within a pipeline
    private static <T> Set<T> orNone(Set<T> entries) {
        return Objects.requireNonNullElse(entries, Set.of());
    }

    static String key(long userId) {
        return "user-sessions:" + userId;
    }
}
