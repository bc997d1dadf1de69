package dev.polyglotdb.auth;

import static java.util.stream.Collectors.toSet;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Lists the live sessions of a user, newest first. The register may still name some that have expired. It forgets those
 * that are met here.
 */
@Repository
@UsesStore(Store.REDIS)
class SessionList {

    private final SessionRegister sessionRegister;
    private final ReactiveStringRedisTemplate concurrently;
    private final StoredSessions storedSessions;
    private final RedisClock redisClock;
    private final SessionProperties sessionProperties;

    SessionList(
            SessionRegister sessionRegister,
            ReactiveStringRedisTemplate concurrently,
            StoredSessions storedSessions,
            RedisClock redisClock,
            SessionProperties sessionProperties) {
        this.sessionRegister = sessionRegister;
        this.concurrently = concurrently;
        this.storedSessions = storedSessions;
        this.redisClock = redisClock;
        this.sessionProperties = sessionProperties;
    }

    /** Returns all sessions of the user. */
    List<LiveSession> of(long userId) {
        return live(userId, sessionRegister.after(userId, null, Integer.MAX_VALUE));
    }

    /**
     * Returns the next sessions of the user. Looks up no more than these, unless some have expired.
     *
     * @param position the place of the last session before them; null for the first ones
     * @param count the maximum number
     */
    List<LiveSession> after(long userId, @Nullable SessionPosition position, int count) {
        var found = new ArrayList<LiveSession>();
        var last = position;
        // Looks at more each time, so that very many expired sessions take few round trips.
        for (var asked = count; ; asked *= 2) {
            var registered = sessionRegister.after(userId, last, asked);
            found.addAll(live(userId, registered));
            if (found.size() >= count || registered.size() < asked) {
                return found.subList(0, Math.min(count, found.size()));
            }
            last = registered.get(registered.size() - 1);
        }
    }

    private List<LiveSession> live(long userId, List<SessionPosition> registered) {
        if (registered.isEmpty()) {
            return List.of();
        }
        var clock = redisClock.read(SessionRegister.key(userId));
        // Sends all queries at once on the shared connection. A pipeline would open a connection of its own.
        var live = Objects.requireNonNull(Flux.fromIterable(registered)
                .flatMapSequential(each -> find(each.hash(), clock), registered.size())
                .collectList()
                .block());
        var hashes = live.stream().map(LiveSession::hash).collect(toSet());
        sessionRegister.forgetExpired(
                userId,
                registered.stream()
                        .filter(each -> !hashes.contains(each.hash()))
                        .toList());
        return live;
    }

    private Mono<LiveSession> find(String hash, RedisClock.Reading clock) {
        var key = Sessions.key(hash);
        var value = concurrently.opsForValue().get(key);
        return value.zipWith(lastSeenAt(key, clock))
                .flatMap(found -> Mono.justOrEmpty(storedSessions.live(found.getT1(), clock.now()))
                        .map(session -> new LiveSession(hash, session, found.getT2())));
    }

    /**
     * Every use sets the full TTL, so the elapsed part of the TTL is the time since the last use. The clock is read
     * after the answer: read before, it would put that use before the session began.
     */
    private Mono<Instant> lastSeenAt(String key, RedisClock.Reading clock) {
        return concurrently
                .getExpire(key)
                .map(left -> clock.now().minus(sessionProperties.ttl()).plus(left));
    }
}
