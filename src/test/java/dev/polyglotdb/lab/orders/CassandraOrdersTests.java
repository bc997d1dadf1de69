package dev.polyglotdb.lab.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import dev.polyglotdb.lab.LabTest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@LabTest
class CassandraOrdersTests {

    private static final int PRODUCTS = 2;
    private static final int UNITS = 4;

    private final List<Object> executed = new ArrayList<>();
    private final List<Object> prepared = new ArrayList<>();
    private final CassandraOrders cassandraOrders;

    CassandraOrdersTests(CqlSession session) {
        cassandraOrders = new CassandraOrders(noting(session), CassandraStatements.RIGHT);
    }

    @BeforeEach
    void fillTheShelves() {
        cassandraOrders.prepare(Checkout.stock(PRODUCTS, UNITS));
        executed.clear();
    }

    @AfterEach
    void drop() {
        cassandraOrders.drop();
    }

    @Test
    void eachStatementOfAnOrderIsPreparedOnce() throws Exception {
        for (var id = 1L; cassandraOrders.place(Checkout.of(id, PRODUCTS)); id++) {}

        assertThat(executed).isNotEmpty().hasOnlyElementsOfType(BoundStatement.class);
        assertThat(prepared).isNotEmpty().doesNotHaveDuplicates();
    }

    /** Returns the same session, which notes what it is asked. */
    private CqlSession noting(CqlSession session) {
        return (CqlSession) Proxy.newProxyInstance(
                CqlSession.class.getClassLoader(), new Class<?>[] {CqlSession.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "execute" -> executed.add(arguments[0]);
                        case "prepare" -> prepared.add(arguments[0]);
                        default -> {}
                    }
                    try {
                        return method.invoke(session, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
