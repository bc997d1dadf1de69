package dev.polyglotdb.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections that are kept for whoever needs one next. Each is tried before, as the server may have been killed since.
 * The application's kind of pool would not try one that was used half a second ago.
 */
final class KeptConnections extends DelegatingDataSource {

    /** If a machine is busy for longer, another connection is made. */
    private static final int TRIAL_SECONDS = 2;

    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

    /** @param target makes the connections, which stay open until a trial fails or the JVM ends */
    KeptConnections(DataSource target) {
        super(target);
    }

    @Override
    public Connection getConnection() throws SQLException {
        for (@Nullable Connection kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
            if (kept.isValid(TRIAL_SECONDS)) {
                return lent(kept);
            }
            kept.close();
        }
        return lent(super.getConnection());
    }

    private Connection lent(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                KeptConnections.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        idle.addFirst(connection);
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }
}
