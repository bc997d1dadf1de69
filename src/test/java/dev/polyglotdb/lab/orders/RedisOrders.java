package dev.polyglotdb.lab.orders;

import static java.util.stream.Collectors.toMap;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.platform.ClassPathText;
import io.lettuce.core.KeyScanArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Orders in Redis: one script, and an append-only file that is synced before the answer. */
final class RedisOrders implements OrderStore {

    static final String SCRIPT = ClassPathText.read("lab/orders/place_order.lua");

    private static final String STOCK = "lab_stock:";
    private static final String ORDER = "lab_order:";
    private static final String PAYMENT = "lab_payment:";
    private static final String OF_USER = "lab_orders-of-user:";
    private static final String MEMORY = "used_memory:";
    private static final int BATCH = 5_000;

    /** For the time of the experiment. The limit of the project is one for sessions. */
    private static final Map<String, String> SETTINGS = Map.of("appendfsync", "always", "maxmemory", "0");

    private final RedisClient redis;
    private final Map<String, String> before = new HashMap<>();
    private @Nullable StatefulRedisConnection<String, String> connection;
    private String digest = "";

    RedisOrders(RedisClient redis) {
        this.redis = redis;
    }

    @Override
    public void prepare(SortedMap<String, Integer> stock) {
        if (connection == null) {
            connect();
        }
        removeKeys();
        connection()
                .sync()
                .mset(stock.entrySet().stream()
                        .collect(toMap(
                                each -> STOCK + each.getKey(),
                                each -> each.getValue().toString())));
    }

    @Override
    public boolean place(Checkout checkout) {
        var keys = Stream.concat(
                        Stream.of(ORDER + checkout.id(), PAYMENT + checkout.reference(), OF_USER + checkout.userId()),
                        checkout.quantities().keySet().stream().map(STOCK::concat))
                .toArray(String[]::new);
        var values = Stream.concat(
                        Stream.of(
                                Long.toString(checkout.id()),
                                Long.toString(checkout.userId()),
                                checkout.total().toPlainString(),
                                checkout.lines()),
                        checkout.quantities().values().stream().map(Object::toString))
                .toArray(String[]::new);
        Long placed = connection().sync().evalsha(digest, ScriptOutputType.INTEGER, keys, values);
        return placed == 1;
    }

    /** The driver would send again what was under way, and wait until it can. */
    @Override
    public void disconnect() {
        connection().close();
        connection = null;
    }

    @Override
    public void reconnect() {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            connect();
            return true;
        });
    }

    private void connect() {
        var connected = redis.connect();
        connection = connected;
        SETTINGS.forEach((name, value) -> {
            connected.sync().configGet(name).forEach(before::putIfAbsent);
            connected.sync().configSet(name, value);
        });
        digest = connected.sync().scriptLoad(SCRIPT);
    }

    @Override
    public Books books() {
        var commands = connection().sync();
        var onHand = new TreeMap<String, Integer>();
        keys(STOCK)
                .forEach(key -> onHand.put(
                        key.substring(STOCK.length()), Integer.valueOf(Objects.requireNonNull(commands.get(key)))));
        var sold = new HashMap<Long, Map<String, Integer>>();
        keys(ORDER).forEach(key -> {
            var quantities = new TreeMap<String, Integer>();
            for (var line : Objects.requireNonNull(commands.hget(key, "lines")).split(",")) {
                var at = line.indexOf('=');
                quantities.put(line.substring(0, at), Integer.valueOf(line.substring(at + 1)));
            }
            sold.put(Long.valueOf(key.substring(ORDER.length())), quantities);
        });
        var paid = new HashSet<Long>();
        keys(PAYMENT).forEach(key -> paid.add(Long.valueOf(Objects.requireNonNull(commands.hget(key, "order")))));
        return new Books(onHand, sold, paid);
    }

    @Override
    public OptionalLong bytes() {
        return connection()
                .sync()
                .info("memory")
                .lines()
                .filter(line -> line.startsWith(MEMORY))
                .mapToLong(line -> Long.parseLong(line.substring(MEMORY.length())))
                .findFirst();
    }

    @Override
    public void drop() {
        if (connection != null) {
            try {
                removeKeys();
            } finally {
                before.forEach((name, value) -> connection().sync().configSet(name, value));
                disconnect();
            }
        }
    }

    private void removeKeys() {
        var keys = keys("lab_");
        for (var from = 0; from < keys.size(); from += BATCH) {
            connection()
                    .sync()
                    .unlink(keys.subList(from, Math.min(keys.size(), from + BATCH))
                            .toArray(String[]::new));
        }
    }

    private List<String> keys(String prefix) {
        var keys = new ArrayList<String>();
        ScanCursor from = ScanCursor.INITIAL;
        do {
            var found = connection()
                    .sync()
                    .scan(from, KeyScanArgs.Builder.limit(BATCH).match(prefix + "*"));
            keys.addAll(found.getKeys());
            from = found;
        } while (!from.isFinished());
        return keys;
    }

    private StatefulRedisConnection<String, String> connection() {
        return Objects.requireNonNull(connection, "not connected");
    }
}
