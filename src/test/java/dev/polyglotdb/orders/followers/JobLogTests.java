package dev.polyglotdb.orders.followers;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreException;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** An outage of hours is told in a few lines. */
@Tag("fast")
class JobLogTests {

    private static final StoreException ABSENT =
            new StoreUnavailableException(Store.CASSANDRA, new IllegalStateException("away"));

    private final Thread testThread = Thread.currentThread();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
            // The shops of other tests have such logs too.
            if (Thread.currentThread() == testThread) {
                super.append(event);
            }
        }
    };
    private final Logger logger = (Logger) LoggerFactory.getLogger(JobLog.class);
    private final JobLog jobLog = new JobLog();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(lines);
    }

    @Test
    void aJobThatIsTriedAgainAndAgainIsToldOnce() {
        for (var attempt = 0; attempt < 100; attempt++) {
            for (var job : List.of(job(1, "activity"), job(2, "all"))) {
                jobLog.began(job);
                jobLog.postponed(job, ABSENT);
            }
        }
        jobLog.began(job(1, "activity"));
        jobLog.completed(job(1, "activity"));

        assertThat(told())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("INFO Began the rebuild of activity after 5 orders"),
                        line -> assertThat(line).startsWith("WARN Postponed the rebuild of activity: "),
                        line -> assertThat(line).isEqualTo("INFO Began the rebuild of all after 5 orders"),
                        line -> assertThat(line).startsWith("WARN Postponed the rebuild of all: "),
                        line -> assertThat(line).isEqualTo("INFO Completed the rebuild of activity"));
    }

    @Test
    void theNextOutageIsToldAgain() {
        jobLog.postponed(job(1, "activity"), ABSENT);
        jobLog.completed(job(2, "recommendations"));

        jobLog.postponed(job(1, "activity"), ABSENT);

        assertThat(told()).filteredOn(line -> line.startsWith("WARN")).hasSize(2);
    }

    private List<String> told() {
        return lines.list.stream()
                .filter(line -> line.getLevel().isGreaterOrEqual(Level.INFO))
                .map(line -> line.getLevel() + " " + line.getFormattedMessage())
                .toList();
    }

    private static ClaimedJob job(long id, String target) {
        return new ClaimedJob(id, ProjectionJob.Kind.REBUILD, target, 5, 5, null, null);
    }
}
