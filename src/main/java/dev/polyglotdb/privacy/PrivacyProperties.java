package dev.polyglotdb.privacy;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the erasure.
 *
 * @param settle how long after an erasure the person's activity and late sessions are erased; must exceed 5 s and four
 *     times the response time
 */
@ConfigurationProperties("polyglot.privacy")
record PrivacyProperties(@DefaultValue("15s") Duration settle) {}
