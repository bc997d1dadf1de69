package dev.polyglotdb.auth;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings for the duration and number of sessions.
 *
 * @param ttl how long an unused session lives; every use restarts this time
 * @param lifetime the maximum duration of a session, regardless of use
 * @param perUser the maximum number of sessions of a user; one more ends the oldest
 */
@Validated
@ConfigurationProperties("polyglot.auth.session")
record SessionProperties(
        @DefaultValue("30m") Duration ttl,
        @DefaultValue("7d") Duration lifetime,
        @Min(1) @DefaultValue("1000") int perUser) {}
