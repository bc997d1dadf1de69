package dev.polyglotdb.platform.stores;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Makes the pool give up a connection whose server refuses to write, because it is a stand-by or was demoted. The next
 * connection leads to the new primary. The pool itself only knows of connections that broke.
 */
public final class ReadOnlyConnectionEviction implements SQLExceptionOverride {

    /** {@code read_only_sql_transaction}. */
    static final String STATE = "25006";

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return STATE.equals(failure.getSQLState()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
