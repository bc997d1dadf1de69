package dev.polyglotdb.platform.admission;

import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Settings for what happens when more requests arrive than can be served.
 *
 * @param least how many requests are served at a time at least, however busy the processors are; 8 for each processor,
 *     and 16 at least, by default. More are needed where others keep the processors busy
 */
@Validated
@ConfigurationProperties("polyglot.admission")
record AdmissionProperties(@Nullable @Min(1) Integer least) {

    /** So few that all are served in time, so many that no processor waits for a store. */
    private static final int PER_PROCESSOR = 8;

    private static final int FEWEST = 16;

    int leastOrUsual() {
        return least == null
                ? Math.max(FEWEST, PER_PROCESSOR * Runtime.getRuntime().availableProcessors())
                : least;
    }
}
