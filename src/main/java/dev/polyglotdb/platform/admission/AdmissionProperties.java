package dev.polyglotdb.platform.admission;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for what happens when more requests arrive than can be served.
 *
 * @param patience how long a request waits for its turn. Up to three fifths of the response time it is part of that;
 *     more is granted on top
 */
@ConfigurationProperties("polyglot.admission")
record AdmissionProperties(@DefaultValue("1200ms") Duration patience) {}
