package dev.polyglotdb.resilience.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.servererrors.UnauthorizedException;
import dev.polyglotdb.engines.CassandraCluster;
import dev.polyglotdb.resilience.Instance;
import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/**
 * A Cassandra that asks who comes, and an application that may read and write, and create nothing. The command is
 * <pre>./mvnw test -Dtest=CassandraRoleTests -DexcludedGroups= -Dgroups=measurement</pre>
 */
@ShopTest
@Tag("measurement")
class CassandraRoleTests {

    private static final String FIRST_ROLE = "cassandra";
    private static final String ROLE = "shop";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Shop shop;
    private final ApplicationContext context;
    private final String keyspace = Shop.unique("guarded").replace('-', '_');

    CassandraRoleTests(Shop shop, ApplicationContext context) {
        this.shop = shop;
        this.context = context;
    }

    @Test
    void aRoleThatMayCreateNothingNeedsTablesAndUsesThoseThatAreThere() {
        try (var node = CassandraCluster.startGuarded();
                var administrator = administrator(node)) {
            administrator.execute("CREATE ROLE shop WITH LOGIN = true AND PASSWORD = 'shop'");
            assertItSaysWhatItMayNot(node);

            makeTables(node);
            administrator.execute("GRANT SELECT ON KEYSPACE " + keyspace + " TO shop");
            administrator.execute("GRANT MODIFY ON KEYSPACE " + keyspace + " TO shop");
            assertItServes(node);
        }
    }

    private void assertItSaysWhatItMayNot(CassandraCluster node) {
        assertThat(Instance.startInVain(context, options(node, ROLE)))
                .contains("User " + ROLE + " has no CREATE permission");
    }

    private void makeTables(CassandraCluster node) {
        try (var instance = instance(node, FIRST_ROLE)) {
            assertThat(visit(customer(instance))).isEqualTo(201);
        }
    }

    private void assertItServes(CassandraCluster node) {
        try (var instance = instance(node, ROLE);
                var session = session(node, ROLE)) {
            var customer = customer(instance);
            assertThat(visit(customer)).isEqualTo(201);
            assertThat(customer.get("/activity").at("/items")).hasSize(1);
            assertThatThrownBy(() -> session.execute("CREATE TABLE " + keyspace + ".another (id int PRIMARY KEY)"))
                    .isInstanceOf(UnauthorizedException.class);
        }
    }

    private Instance instance(CassandraCluster node, String role) {
        return Instance.start(context, options(node, role));
    }

    private String[] options(CassandraCluster node, String role) {
        return new String[] {
            "--spring.cassandra.contact-points=" + node.contactPoints(),
            "--spring.cassandra.username=" + role,
            "--spring.cassandra.password=" + role,
            "--polyglot.activity.keyspace=" + keyspace
        };
    }

    private Client customer(Instance instance) {
        return instance.client().withToken(shop.customer().token());
    }

    private static int visit(Client customer) {
        return customer.post("/activity", "{\"type\": \"VIEW\"}").status();
    }

    /** The node makes its first role after it has started to listen. */
    private static CqlSession administrator(CassandraCluster node) {
        return await("the first role")
                .atMost(PATIENCE)
                .ignoreException(AllNodesFailedException.class)
                .until(() -> session(node, FIRST_ROLE), open -> true);
    }

    private static CqlSession session(CassandraCluster node, String role) {
        return CqlSession.builder()
                .addContactPoint(new InetSocketAddress("127.0.0.1", node.ports().get(0)))
                .withLocalDatacenter("datacenter1")
                .withAuthCredentials(role, role)
                .build();
    }
}
