package dev.polyglotdb.platform.outbox;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.polyglotdb.platform.WorkerThreads;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import java.net.ConnectException;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Stops a worker at the worst moment: just after it has seen that it may go on. */
final class UntimelyStop extends CountDownLatch {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final WorkerThreads.Worker worker;

    private UntimelyStop(WorkerThreads.Worker worker) {
        super(1);
        this.worker = worker;
    }

    /** @param worker one whose pauses are far longer than a test takes */
    static void assertNoticed(WorkerThreads.Worker worker) {
        assertTimeoutPreemptively(SOON, () -> worker.run(new UntimelyStop(worker)));
    }

    @Override
    public long getCount() {
        var before = super.getCount();
        if (before > 0) {
            countDown();
            worker.wake();
        }
        return before;
    }

    /** Returns the connections to a PostgreSQL that is away. */
    static DataSource unreachable() {
        return new AbstractDataSource() {
            @Override
            public Connection getConnection() {
                throw new StoreUnavailableException(Store.POSTGRES, new ConnectException());
            }

            @Override
            public Connection getConnection(String user, String password) {
                return getConnection();
            }
        };
    }
}
