package dev.polyglotdb.auth;

import dev.polyglotdb.platform.ClassPathText;
import dev.polyglotdb.platform.admission.Network;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import dev.polyglotdb.platform.web.Audit;
import dev.polyglotdb.platform.web.ProblemException;
import java.time.Duration;
import java.util.List;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Repository;

/**
 * Counts failed logins and registrations in Redis. A script checks and changes a count atomically. The count of failed
 * logins changes when the outcome of an attempt is known, so concurrent attempts are refused exactly as if they had
 * come one after the other. Each count is asked by itself, because in a cluster they are on different nodes: no key and
 * no node is shared by all logins.
 */
@Repository
@UsesStore(Store.REDIS)
class LoginThrottle {

    private static final RedisScript<Long> SCRIPT =
            RedisScript.of(ClassPathText.read("redis/throttle.lua"), Long.class);

    private static final String ACCOUNT = "login:account:";

    private final StringRedisTemplate redis;
    private final ThrottleProperties throttleProperties;

    LoginThrottle(StringRedisTemplate redis, ThrottleProperties throttleProperties) {
        this.redis = redis;
        this.throttleProperties = throttleProperties;
    }

    /**
     * Checks that another login may be tried. Call this before the password is checked.
     *
     * @throws ProblemException (429) after too many failures
     */
    void requireAllowed(LoginSource source) {
        refuse(source, longer(account("try", source), address("try", source)));
    }

    /**
     * Counts a failed login.
     *
     * @throws ProblemException (429) after too many failures; this one is then not counted
     */
    void failed(LoginSource source) {
        // The address first: one that is refused does not add to the failures of an account.
        refuse(source, address("count", source));
        var wait = account("count", source);
        if (!wait.isZero()) {
            address("undo", source);
        }
        refuse(source, wait);
    }

    /**
     * Clears the count of the account.
     *
     * @throws ProblemException (429) after too many failures; the login must then be refused
     */
    void succeeded(LoginSource source) {
        var wait = address("try", source);
        refuse(source, wait.isZero() ? account("clear", source) : wait);
    }

    /** Returns how many logins of an account have failed lately. */
    int failures(String accountHash) {
        var count = redis.opsForValue().get(ACCOUNT + accountHash);
        return count == null ? 0 : Integer.parseInt(count);
    }

    /** Forgets the failures of an account. */
    void forget(String accountHash) {
        redis.delete(ACCOUNT + accountHash);
    }

    private Duration account(String event, LoginSource source) {
        return tell(event, ACCOUNT + source.accountHash(), throttleProperties.accountFailures());
    }

    private Duration address(String event, LoginSource source) {
        return tell(event, "login:address:" + source.network(), throttleProperties.addressFailures());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static void refuse(LoginSource source, Duration wait) {
        if (!wait.isZero()) {
            Audit.log("login-throttled", "account", source.accountHash(), "address", source.address());
            throw ProblemException.tooManyRequests("There were too many failed logins.", wait);
        }
    }

    /**
     * Counts a registration.
     *
     * @throws ProblemException (429) after too many registrations from the address; this one is then not counted
     */
    void registers(String address) {
        var wait = tell(
                "count", "registrations:address:" + Network.of(address), throttleProperties.addressRegistrations());
        if (!wait.isZero()) {
            Audit.log("registration-throttled", "address", address);
            throw ProblemException.tooManyRequests("There were too many registrations.", wait);
        }
    }

    private Duration tell(String event, String counter, int limit) {
        var window = Long.toString(throttleProperties.window().toMillis());
        return Duration.ofMillis(redis.execute(SCRIPT, List.of(counter), event, window, Integer.toString(limit)));
    }
}
