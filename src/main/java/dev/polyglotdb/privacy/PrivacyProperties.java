package dev.polyglotdb.privacy;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the erasure.
 *
 * @param settle how long after an erasure the person's activity is erased; must exceed 5 s, the time in which
 *     PostgreSQL answers once, and what a request may take without the time in which its body arrives
 */
@ConfigurationProperties("polyglot.privacy")
record PrivacyProperties(@DefaultValue("15s") Duration settle) {}
