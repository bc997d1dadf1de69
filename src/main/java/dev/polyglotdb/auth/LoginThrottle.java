package dev.polyglotdb.auth;

import dev.polyglotdb.web.Audit;
import dev.polyglotdb.web.ProblemException;
import dev.polyglotdb.web.Store;
import dev.polyglotdb.web.UsesStore;
import java.time.Duration;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Repository;

/**
 * Counts failed logins, in Redis. The count is looked at and changed in one step when the outcome of a try is known, so of any
 * number of tries at once exactly as many are refused as if they had come one after the other.
 */
@Repository
@UsesStore(Store.REDIS)
class LoginThrottle {

    private static final RedisScript<Long> SCRIPT =
            RedisScript.of(new ClassPathResource("redis/login.lua"), Long.class);

    private final StringRedisTemplate redis;
    private final ThrottleProperties properties;

    LoginThrottle(StringRedisTemplate redis, ThrottleProperties properties) {
        this.redis = redis;
        this.properties = properties;
    }

    /** To be asked before the password is looked at. @throws ProblemException (429) after too many failures */
    void mayTry(LoginSource source) {
        tell("try", source);
    }

    /** @throws ProblemException (429) after too many failures; then this one is not counted */
    void failed(LoginSource source) {
        tell("failure", source);
    }

    /** Clears the account's count. @throws ProblemException (429) after too many failures; then nobody may log in */
    void succeeded(LoginSource source) {
        tell("success", source);
    }

    private void tell(String event, LoginSource source) {
        // One hash tag, so that in a cluster both keys are on the same node.
        var keys = List.of("{login}:account:" + source.accountHash(), "{login}:address:" + source.address());
        var wait = redis.execute(
                SCRIPT,
                keys,
                event,
                Long.toString(properties.window().toMillis()),
                Integer.toString(properties.accountFailures()),
                Integer.toString(properties.addressFailures()));
        if (wait > 0) {
            Audit.log("login-throttled", "account", source.accountHash(), "address", source.address());
            throw ProblemException.tooManyRequests("There were too many failed logins.", Duration.ofMillis(wait));
        }
    }
}
