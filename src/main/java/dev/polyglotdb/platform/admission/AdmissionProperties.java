package dev.polyglotdb.platform.admission;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings for what happens when more requests arrive than can be served.
 *
 * @param patience how long a request waits for its turn; if not set, three fifths of the response time. Up to that it
 *     is part of the response time; more is granted on top
 */
@ConfigurationProperties("polyglot.admission")
record AdmissionProperties(@Nullable Duration patience) {

    Duration patience(Duration unlessSet) {
        return patience == null ? unlessSet : patience;
    }
}
