package dev.polyglotdb.platform.stores;

import com.datastax.oss.driver.api.core.CqlSession;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.stereotype.Component;

/**
 * Closes the driver's session at shutdown, in bounded time. The driver itself waits forever for a connection that does
 * not close.
 */
@Component
class CqlSessionCloser implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(CqlSessionCloser.class);
    private static final long PATIENCE_SECONDS = 3;

    private final ConfigurableListableBeanFactory beans;

    CqlSessionCloser(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public void destroy() {
        for (var name : beans.getBeanNamesForType(CqlSession.class, true, false)) {
            // Does not create a session that nobody has used.
            if (beans.getSingleton(name) instanceof CqlSession session) {
                close(session);
            }
        }
    }

    private static void close(CqlSession session) {
        try {
            session.closeAsync().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            log.warn("The connections to Cassandra are cut, as they could not be closed in {} s", PATIENCE_SECONDS);
            session.forceCloseAsync();
        } catch (ExecutionException failed) {
            log.warn("The connections to Cassandra could not be closed", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
