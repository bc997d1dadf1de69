package dev.polyglotdb.auth;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long sessions last, and how many there may be.
 *
 * @param ttl how long an unused session lives; every use starts it anew
 * @param lifetime how long a session lives at most, however much it is used
 * @param perUser how many sessions a user may have; one more ends the oldest
 */
@Validated
@ConfigurationProperties("polyglot.auth.session")
record SessionProperties(
        @DefaultValue("30m") Duration ttl,
        @DefaultValue("7d") Duration lifetime,
        @Min(1) @DefaultValue("1000") int perUser) {}
