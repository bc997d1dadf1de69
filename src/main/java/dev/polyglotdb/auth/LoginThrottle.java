package dev.polyglotdb.auth;

import dev.polyglotdb.platform.admission.Network;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import dev.polyglotdb.platform.web.Audit;
import dev.polyglotdb.platform.web.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Repository;

/**
 * Counts failed logins and registrations in Redis. A script checks and changes a count atomically. The count of failed
 * logins changes when the outcome of an attempt is known, so concurrent attempts are refused exactly as if they had
 * come one after the other.
 */
@Repository
@UsesStore(Store.REDIS)
class LoginThrottle {

    private static final RedisScript<Long> SCRIPT =
            RedisScript.of(new ClassPathResource("redis/throttle.lua"), Long.class);

    private final StringRedisTemplate redis;
    private final ThrottleProperties throttleProperties;

    LoginThrottle(StringRedisTemplate redis, ThrottleProperties throttleProperties) {
        this.redis = redis;
        this.throttleProperties = throttleProperties;
    }

    /**
     * Checks the counts. Call this before the password is checked.
     *
     * @throws ProblemException (429) after too many failures
     */
    void mayTry(LoginSource source) {
        logIn("try", source);
    }

    /**
     * Counts a failed login.
     *
     * @throws ProblemException (429) after too many failures; this one is then not counted
     */
    void failed(LoginSource source) {
        logIn("count", source);
    }

    /**
     * Clears the count of the account.
     *
     * @throws ProblemException (429) after too many failures; the login must then be refused
     */
    void succeeded(LoginSource source) {
        logIn("success", source);
    }

    private void logIn(String event, LoginSource source) {
        // The common hash tag puts both keys on the same node of a cluster.
        var wait = tell(
                event,
                List.of("{login}:account:" + source.accountHash(), "{login}:address:" + source.network()),
                throttleProperties.accountFailures(),
                throttleProperties.addressFailures());
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
                "count",
                List.of("registrations:address:" + Network.of(address)),
                throttleProperties.addressRegistrations());
        if (!wait.isZero()) {
            Audit.log("registration-throttled", "address", address);
            throw ProblemException.tooManyRequests("There were too many registrations.", wait);
        }
    }

    private Duration tell(String event, List<String> counters, int... limits) {
        var arguments = Stream.concat(
                Stream.of(event, Long.toString(throttleProperties.window().toMillis())),
                IntStream.of(limits).mapToObj(Integer::toString));
        return Duration.ofMillis(redis.execute(SCRIPT, counters, arguments.toArray()));
    }
}
