package dev.polyglotdb.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

@Tag("fast")
class LastingLogTests {

    static class Nothing {}

    @Test
    void linesAreCapturedWhateverApplicationsStartAndEndMeanwhile() {
        var logger = LoggerFactory.getLogger(LastingLogTests.class);
        try (var lines = LogLines.ofThisThread(LastingLogTests.class)) {
            logger.info("before");
            startAndEnd();
            startAndEnd();
            logger.info("after");

            assertThat(lines.all()).hasSize(2).last().asString().contains("after");
        }
    }

    @Test
    void anApplicationSetsItsLevels() {
        startAndEnd("--logging.level.talkative=trace");

        assertThat(LoggerFactory.getLogger("talkative").isTraceEnabled()).isTrue();
        assertThat(LoggerFactory.getLogger("another").isDebugEnabled()).isFalse();
    }

    private static void startAndEnd(String... settings) {
        new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .run(settings)
                .close();
    }
}
