package dev.polyglotdb.lab.recommendations;

import dev.polyglotdb.lab.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The same walk in SQL: each limit and each tie as in Neo4j, over indexes that hold all that a step reads. */
final class SqlWalk {

    private final DataSource postgres;
    private final SqlStatement recommended;
    private final SqlStatement related;
    private final Sql sql;

    /**
     * @param user the parameters of the walk from a user, as the application gives them
     * @param product those of the walk from a product
     */
    SqlWalk(DataSource postgres, Map<String, Object> user, Map<String, Object> product) {
        this.postgres = postgres;
        this.sql = new Sql(postgres);
        this.recommended = SqlStatement.of(user, "userId", "from-user", "steps", "ranking");
        this.related = SqlStatement.of(product, "productId", "from-product", "steps", "related");
    }

    SqlStatement recommended() {
        return recommended;
    }

    SqlStatement related() {
        return related;
    }

    void load(Purchases purchases) throws SQLException {
        sql.execute(SqlStatement.read("schema"));
        var users = new HashMap<Long, Integer>();
        var buyers = new HashMap<String, Integer>();
        purchases.forEach(batch -> {
            copy(
                    "lab_bought",
                    batch.stream()
                            .map(each -> "%d\t%s\t%d\t%d"
                                    .formatted(each.userId(), each.productId(), each.orderId(), each.at())));
            record Pair(long userId, String productId) {}
            var pairs = new HashSet<Pair>();
            for (var each : batch) {
                if (pairs.add(new Pair(each.userId(), each.productId()))) {
                    users.merge(each.userId(), 1, Integer::sum);
                    buyers.merge(each.productId(), 1, Integer::sum);
                }
            }
        });
        copy("lab_bought_users", users.entrySet().stream().map(user -> user.getKey() + "\t" + user.getValue()));
        copy(
                "lab_bought_products",
                IntStream.range(0, purchases.products())
                        .mapToObj(Purchases::product)
                        .map(product -> product + "\t" + buyers.getOrDefault(product, 0)));
        sql.execute(SqlStatement.read("indexes"));
        for (var table : List.of("lab_bought", "lab_bought_users", "lab_bought_products")) {
            sql.execute("vacuum (analyze, freeze) " + table);
        }
    }

    private void copy(String table, Stream<String> lines) {
        try {
            sql.copy(table, lines.collect(Collectors.joining("\n")));
        } catch (Exception e) {
            throw new IllegalStateException("could not load " + table, e);
        }
    }

    /** @param owner the user or the product from which the walk begins */
    List<Recommended> ask(SqlStatement statement, Object owner) throws SQLException {
        try (var connection = postgres.getConnection();
                var prepared = connection.prepareStatement(statement.prepared())) {
            statement.set(prepared, owner);
            try (var rows = prepared.executeQuery()) {
                var found = new ArrayList<Recommended>();
                while (rows.next()) {
                    found.add(row(rows));
                }
                return found;
            }
        }
    }

    private static Recommended row(ResultSet row) throws SQLException {
        return Recommended.of(row.getString(1), row.getDouble(2), Arrays.asList((String[])
                row.getArray(3).getArray()));
    }

    String plan(SqlStatement statement, Object owner) throws SQLException {
        return sql.plan(statement.with(owner));
    }

    long bytes() throws SQLException {
        return sql.number("select pg_total_relation_size('lab_bought')"
                + " + pg_total_relation_size('lab_bought_users') + pg_total_relation_size('lab_bought_products')");
    }

    void drop() throws SQLException {
        sql.execute("drop table if exists lab_bought, lab_bought_users, lab_bought_products");
    }
}
