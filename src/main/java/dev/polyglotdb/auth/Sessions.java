package dev.polyglotdb.auth;

import dev.polyglotdb.platform.stores.RedisKeys;
import dev.polyglotdb.platform.stores.ReplicaConfirmation;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Repository;

/**
 * Stores sessions in Redis under the hash of their token. The keys may be on different nodes of a cluster.
 */
@Repository
@UsesStore(Store.REDIS)
class Sessions {

    private static final String PREFIX = "session:";

    private final SessionRegister sessionRegister;
    private final StringRedisTemplate redis;
    private final StoredSessions storedSessions;
    private final RedisClock redisClock;
    private final SessionProperties sessionProperties;
    private final RedisKeys redisKeys;
    private final ReplicaConfirmation replicaConfirmation;

    Sessions(
            SessionRegister sessionRegister,
            StringRedisTemplate redis,
            StoredSessions storedSessions,
            RedisClock redisClock,
            SessionProperties sessionProperties,
            RedisKeys redisKeys,
            ReplicaConfirmation replicaConfirmation) {
        this.sessionRegister = sessionRegister;
        this.redis = redis;
        this.storedSessions = storedSessions;
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
        redis.opsForValue().set(key(hash), storedSessions.write(session), sessionProperties.ttl());
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
        return storedSessions
                .live(redis.opsForValue().getAndExpire(key(hash), sessionProperties.ttl()), now)
                .map(session -> new LiveSession(hash, session, now));
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
                .filter(i -> storedSessions
                        .live(values.get(i), now)
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

    static String key(String hash) {
        return PREFIX + hash;
    }
}
