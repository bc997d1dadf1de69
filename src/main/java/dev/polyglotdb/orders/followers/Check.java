package dev.polyglotdb.orders.followers;

import dev.polyglotdb.orders.OrderFollower;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares every follower with the orders. An attempt goes on where the last one stopped, even in the middle of a
 * follower.
 */
final class Check {

    private final Map<String, OrderFollower> followersByName = new TreeMap<>();
    private final JsonMapper json;

    Check(Collection<OrderFollower> allFollowers, JsonMapper json) {
        allFollowers.forEach(follower -> followersByName.put(follower.name(), follower));
        this.json = json;
    }

    void run(JobRun run) {
        var found = run.job().result() == null
                ? json.createObjectNode()
                : (ObjectNode) json.readTree(run.job().result());
        followersByName.forEach((name, follower) -> {
            if (!found.has(name)) {
                found.set(name, check(follower, run));
                run.found(found.toString());
            }
        });
    }

    private JsonNode check(OrderFollower follower, JobRun run) {
        return json.valueToTree(FollowerCheck.of(follower.store(), follower.reconcile(run.in(follower.name()))));
    }
}
