package dev.polyglotdb.privacy;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the erasure.
 *
 * @param settle how long after an erasure a request that began before it may still write activity; must exceed the
 *     time that a body may take to arrive, and that a request may take afterwards
 */
@ConfigurationProperties("polyglot.privacy")
record PrivacyProperties(@DefaultValue("15s") Duration settle) {}
