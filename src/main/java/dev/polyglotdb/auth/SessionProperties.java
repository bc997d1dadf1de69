package dev.polyglotdb.auth;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long sessions last.
 *
 * @param ttl how long an unused session lives; every use starts it anew
 * @param lifetime how long a session lives at most, however much it is used
 */
@ConfigurationProperties("polyglot.auth.session")
record SessionProperties(
        @DefaultValue("30m") Duration ttl,
        @DefaultValue("7d") Duration lifetime) {}
