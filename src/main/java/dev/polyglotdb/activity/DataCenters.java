package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.metadata.Metadata;
import com.datastax.oss.driver.api.core.metadata.Node;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The data centres of a cluster, as it tells them. */
final class DataCenters {

    private DataCenters() {}

    /** Returns the number of nodes of each data centre, of those that are down too. */
    static SortedMap<String, Long> sizes(Metadata cluster) {
        return cluster.getNodes().values().stream()
                .map(Node::getDatacenter)
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }

    /**
     * The driver asks only nodes of the local data centre. If its name is wrong, there are none, and the driver's own
     * message does not say why.
     */
    static void requireLocal(CqlSession session) {
        requireLocal(
                session.getContext()
                        .getConfig()
                        .getDefaultProfile()
                        .getString(DefaultDriverOption.LOAD_BALANCING_LOCAL_DATACENTER, null),
                sizes(session.getMetadata()));
    }

    /** @throws StoreUnavailableException with a cause that names the property and what it could be */
    static void requireLocal(@Nullable String local, SortedMap<String, Long> sizes) {
        if (local != null && !sizes.isEmpty() && !sizes.containsKey(local)) {
            throw new StoreUnavailableException(
                    Store.CASSANDRA,
                    new IllegalStateException("spring.cassandra.local-datacenter is %s, but the cluster has only %s"
                            .formatted(local, String.join(", ", sizes.keySet()))));
        }
    }
}
