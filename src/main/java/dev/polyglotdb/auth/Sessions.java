package dev.polyglotdb.auth;

import dev.polyglotdb.platform.json.StoredJson;
import dev.polyglotdb.platform.stores.RedisKeys;
import dev.polyglotdb.platform.stores.ReplicaConfirmation;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stores sessions in Redis under the hash of their token. The keys may be on different nodes of a cluster.
 */
@Repository
@UsesStore(Store.REDIS)
class Sessions {

    private static final String PREFIX = "session:";

    private final SessionRegister sessionRegister;
    private final StringRedisTemplate redis;
    private final ReactiveStringRedisTemplate concurrently;
    private final JsonMapper json;
    private final ObjectReader stored;
    private final RedisClock redisClock;
    private final SessionProperties sessionProperties;
    private final RedisKeys redisKeys;
    private final ReplicaConfirmation replicaConfirmation;

    Sessions(
            SessionRegister sessionRegister,
            StringRedisTemplate redis,
            ReactiveStringRedisTemplate concurrently,
            JsonMapper json,
            RedisClock redisClock,
            SessionProperties sessionProperties,
            RedisKeys redisKeys,
            ReplicaConfirmation replicaConfirmation) {
        this.sessionRegister = sessionRegister;
        this.redis = redis;
        this.concurrently = concurrently;
        this.json = json;
        this.stored = StoredJson.reader(json, Session.class);
        this.redisClock = redisClock;
        this.sessionProperties = sessionProperties;
        this.redisKeys = redisKeys;
        this.replicaConfirmation = replicaConfirmation;
    }

    /**
     * Adds a session. The hash is registered before the session is written and checked again afterwards, so that
     * {@link #endAll} finds every session.
     *
     * @return false if all sessions of the user, including this one, were ended in the meantime
     */
    boolean add(Token token, Session session) {
        var hash = token.hash();
        sessionRegister.add(session.userId(), hash, session.createdAt());
        redis.opsForValue().set(key(hash), json.writeValueAsString(session), sessionProperties.ttl());
        endOldest(session.userId());
        if (!sessionRegister.contains(session.userId(), hash)) {
            redis.delete(key(hash));
            return false;
        }
        return true;
    }

    /** Ends surplus sessions, so that a user who logs in repeatedly without logging out does not fill the memory. */
    private void endOldest(long userId) {
        var surplus = sessionRegister.surplus(userId);
        if (!surplus.isEmpty()) {
            end(userId, surplus);
        }
    }

    /** Finds a live session and restarts its TTL, in one round trip. */
    Optional<LiveSession> use(Token token) {
        var hash = token.hash();
        var now = redisClock.read(key(hash)).now();
        // GETEX cannot take the remaining lifetime into account, so the session itself stores its end.
        return session(redis.opsForValue().getAndExpire(key(hash), sessionProperties.ttl()), now)
                .map(session -> new LiveSession(hash, session, now));
    }

    /** Returns the live sessions of a user, newest first. */
    List<LiveSession> of(long userId) {
        var hashes = sessionRegister.newestFirst(userId);
        if (hashes.isEmpty()) {
            return List.of();
        }
        var clock = redisClock.read(SessionRegister.key(userId));
        // Sends all queries at once on the shared connection. A pipeline would open a connection of its own.
        return Objects.requireNonNull(Flux.fromIterable(hashes)
                .flatMapSequential(hash -> find(hash, clock), hashes.size())
                .collectList()
                .block());
    }

    private Mono<LiveSession> find(String hash, RedisClock.Reading clock) {
        var value = concurrently.opsForValue().get(key(hash));
        // Every use sets the full TTL, so the elapsed part of the TTL is the time since the last use. The clock is read
        // after the answer: read before, it would put that use before the session began.
        var lastSeenAt = concurrently
                .getExpire(key(hash))
                .map(left -> clock.now().minus(sessionProperties.ttl()).plus(left));
        return value.zipWith(lastSeenAt)
                .flatMap(found -> Mono.justOrEmpty(session(found.getT1(), clock.now()))
                        .map(session -> new LiveSession(hash, session, found.getT2())));
    }

    void end(LiveSession session) {
        end(session.session().userId(), List.of(session.hash()));
    }

    void endAll(long userId) {
        end(userId, hash -> true);
    }

    /** Ends all sessions of the user but the one with this hash. */
    void endOthers(long userId, String hash) {
        end(userId, other -> !other.equals(hash));
    }

    private void end(long userId, Predicate<String> which) {
        var ending = registered(userId).stream().filter(which).toList();
        if (!ending.isEmpty()) {
            end(userId, ending);
        }
    }

    /** Redis may have dropped the register to make room, if it is set up to do so, and kept the sessions. */
    private Collection<String> registered(long userId) {
        var hashes = new HashSet<>(sessionRegister.newestFirst(userId));
        if (redisKeys.mayBeEvicted()) {
            redisKeys.scan(key("*"), keys -> hashes.addAll(ofUser(userId, keys)));
        }
        return hashes;
    }

    private List<String> ofUser(long userId, List<String> keys) {
        var values = Objects.requireNonNull(redis.opsForValue().multiGet(keys));
        var now = redisClock.read(SessionRegister.key(userId)).now();
        return IntStream.range(0, keys.size())
                .filter(i -> session(values.get(i), now)
                        .filter(session -> session.userId() == userId)
                        .isPresent())
                .mapToObj(i -> keys.get(i).substring(PREFIX.length()))
                .toList();
    }

    /**
     * Deletes sessions twice, each time all at once. The first time, they are still registered, so the call can be
     * repeated if it fails halfway. The second time removes a session that was registered but not yet written the first
     * time.
     */
    private void end(long userId, Collection<String> hashes) {
        var keys = hashes.stream().map(Sessions::key).toList();
        redis.delete(keys);
        sessionRegister.remove(userId, hashes);
        redis.delete(keys);
        replicaConfirmation.ofDeleted(keys);
    }

    private Optional<Session> session(@Nullable String value, Instant now) {
        return Optional.ofNullable(value)
                .map(text -> stored.<Session>readValue(text))
                .filter(session -> now.isBefore(session.endsAt()));
    }

    static String key(String hash) {
        return PREFIX + hash;
    }
}
