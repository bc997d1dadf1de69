package dev.polyglotdb.auth;

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
 * Counts failed logins, and registrations, in Redis. A count is looked at and changed in one step. That of logins is changed when
 * the outcome of a try is known, so of any number of tries at once exactly as many are refused as if they had come one after the
 * other.
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

    /** To be asked before the password is looked at. @throws ProblemException (429) after too many failures */
    void mayTry(LoginSource source) {
        logIn("try", source);
    }

    /** @throws ProblemException (429) after too many failures; then this one is not counted */
    void failed(LoginSource source) {
        logIn("count", source);
    }

    /** Clears the account's count. @throws ProblemException (429) after too many failures; then nobody may log in */
    void succeeded(LoginSource source) {
        logIn("success", source);
    }

    private void logIn(String event, LoginSource source) {
        // One hash tag, so that in a cluster both keys are on the same node.
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

    /** Counts a registration. @throws ProblemException (429) after too many from the address; then this one is not counted */
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
