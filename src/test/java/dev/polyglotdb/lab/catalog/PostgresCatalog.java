package dev.polyglotdb.lab.catalog;

import dev.polyglotdb.lab.Sql;
import dev.polyglotdb.products.ManyProducts;
import dev.polyglotdb.products.MeasuredListings.Content;
import dev.polyglotdb.products.NewProduct;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** The catalog in PostgreSQL. What all products have is in columns; where attributes are, the models differ. */
abstract class PostgresCatalog implements CatalogSide {

    static final int MOST_VALUES = 50;

    static final String COLUMNS = """
              id text collate "C" %s,
              name text not null,
              description text,
              category text,
              brand text collate "C",
              amount numeric not null,
              currency text not null,
              words tsvector not null,
              version bigint not null default 1,
              created_at timestamptz not null default now(),
              updated_at timestamptz not null default now()""";

    static final String INDEXES = """
            create index on %1$s (category, amount, id);
            create index on %1$s (category, amount desc, id);
            create index on %1$s (amount, id);
            create index on %1$s (amount desc, id);
            create index on %1$s (brand, id);
            create index on %1$s using gin (words)""";

    private static final String FACET = """
            (select %d as place, '%s' as name, value, n from (%s) counted
            order by n desc, value collate "C" limit %d)""";

    private final DataSource postgres;
    private final CatalogRules rules;
    final Sql sql;

    PostgresCatalog(DataSource postgres, CatalogRules rules) {
        this.postgres = postgres;
        this.rules = rules;
        this.sql = new Sql(postgres);
    }

    abstract String schema();

    abstract String indexes();

    /** The table of products; the alias is {@code p}. */
    abstract String products();

    abstract List<String> tables();

    abstract void load(List<NewProduct> products) throws Exception;

    /** Makes the tables, fills them, and then makes the indexes. */
    void create(ManyProducts products, long size, long batch) throws Exception {
        sql.execute(schema());
        for (long from = 0; from < size; from += batch) {
            load(products.between(from, Math.min(size, from + batch)));
        }
        sql.execute(indexes());
        for (var table : tables()) {
            sql.execute("vacuum analyze " + table);
        }
    }

    void drop() throws SQLException {
        sql.execute("drop table if exists " + String.join(", ", tables()));
    }

    /** Returns the condition that an attribute has one of the values, and adds its parameters. */
    abstract String attribute(String path, List<String> values, List<Object> parameters);

    /** Returns the query of the columns {@code value} and {@code n}, for one attribute. */
    abstract String count(String path, String conditions);

    /** Returns the statement for products that match, in this order of columns. */
    abstract String select(String conditions, String order, int limit);

    /** Reads products, whose rows follow each other. */
    abstract List<Content> read(ResultSet rows) throws SQLException;

    @Override
    public Content find(String id) throws SQLException {
        return read(one(id)).get(0);
    }

    SqlQuery one(String id) {
        return new SqlQuery(select("p.id = ?", "%1$sid", 1), List.of(id));
    }

    @Override
    public List<Content> page(Search search, int limit) throws SQLException {
        return read(pageQuery(search, limit));
    }

    SqlQuery pageQuery(Search search, int limit) {
        var parameters = new ArrayList<Object>();
        var conditions = conditions(search, parameters);
        var order = switch (search.sort()) {
            case "price" -> "%1$samount" + rules.tieBreak();
            case "-price" -> "%1$samount desc" + rules.tieBreak();
            default -> "%1$sid";
        };
        return new SqlQuery(select(conditions, order, limit), parameters);
    }

    SqlQuery facetQuery(Search search) {
        var parameters = new ArrayList<Object>();
        var parts = IntStream.range(0, search.facets().size())
                .mapToObj(i -> facet(search, i, search.facets().get(i), parameters))
                .collect(Collectors.joining("\nunion all\n"));
        return new SqlQuery(
                "select name, value, n from (\n%s) facets order by place, n desc, value collate \"C\"".formatted(parts),
                parameters);
    }

    private String facet(Search search, int place, String name, List<Object> parameters) {
        // Whoever has chosen a colour still sees how many have another.
        var conditions = conditions(rules.ignoresOwnCondition() ? search.without(name) : search, parameters);
        var counted = name.equals("brand")
                ? "select p.brand as value, count(*) as n from %s p where %s and p.brand is not null group by p.brand"
                        .formatted(products(), conditions)
                : count(name, conditions);
        var fullName = name.equals("brand") ? name : "attr." + name;
        return FACET.formatted(place, fullName, counted, MOST_VALUES);
    }

    private String conditions(Search search, List<Object> parameters) {
        var conditions = new ArrayList<String>();
        search.category().forEach(category -> {
            conditions.add("p.category = ?");
            parameters.add(category);
        });
        if (!search.words().isEmpty()) {
            conditions.add("p.words @@ cast(? as tsquery)");
            parameters.add(search.words().stream().map("'%s'"::formatted).collect(Collectors.joining(" & ")) + ":*");
        }
        search.attributes().forEach((path, values) -> conditions.add(attribute(path, values, parameters)));
        return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
    }

    private List<Content> read(SqlQuery query) throws SQLException {
        try (var connection = postgres.getConnection();
                var prepared = connection.prepareStatement(query.text())) {
            query.set(prepared);
            try (var rows = prepared.executeQuery()) {
                return read(rows);
            }
        }
    }

    @Override
    public List<String> facets(Search search) throws SQLException {
        var query = facetQuery(search);
        try (var connection = postgres.getConnection();
                var prepared = connection.prepareStatement(query.text())) {
            query.set(prepared);
            var counts = new ArrayList<String>();
            try (var rows = prepared.executeQuery()) {
                while (rows.next()) {
                    counts.add("%s %s %d".formatted(rows.getString(1), rows.getString(2), rows.getLong(3)));
                }
            }
            return counts;
        }
    }

    String plan(SqlQuery query) throws SQLException {
        return sql.plan(query.literal());
    }

    /** Returns the bytes of tables and indexes. */
    long bytes() throws SQLException {
        var all = 0L;
        for (var table : tables()) {
            all += sql.number("select pg_total_relation_size('%s')".formatted(table));
        }
        return all;
    }
}
