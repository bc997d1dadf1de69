package dev.polyglotdb.privacy;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the erasure.
 *
 * @param settle how long after an erasure the person's activity is erased; must exceed 5 s and twice the
 *     response time: PostgreSQL's for an answer, and a request's without the time in which its body arrives
 */
@ConfigurationProperties("polyglot.privacy")
record PrivacyProperties(@DefaultValue("15s") Duration settle) {}
