package dev.polyglotdb.lab.catalog;

import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.products.MeasuredListings.Content;
import dev.polyglotdb.products.NewProduct;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Attributes as {@code jsonb}, with one index for all of them. */
final class JsonCatalog extends PostgresCatalog {

    private static final String TABLE = "lab_catalog_json";
    private static final String COUNT = """
            select value #>> '{}' as value, count(*) as n from (
              select distinct p.id, value from %s p, jsonb_path_query(p.attributes, '%s[*]') value
              where %s and jsonb_typeof(value) in ('string', 'number', 'boolean')) each group by each.value""";

    JsonCatalog(DataSource postgres, CatalogRules rules) {
        super(postgres, rules);
    }

    @Override
    String schema() {
        return "create table %s (\n%s,\n  attributes jsonb not null)"
                .formatted(TABLE, COLUMNS.formatted("primary key"));
    }

    @Override
    String indexes() {
        return INDEXES.formatted(TABLE)
                + ";\ncreate index on %s using gin (attributes jsonb_path_ops)".formatted(TABLE);
    }

    @Override
    String products() {
        return TABLE;
    }

    @Override
    List<String> tables() {
        return List.of(TABLE);
    }

    @Override
    void load(List<NewProduct> products) throws Exception {
        var lines = new StringBuilder();
        for (var product : products) {
            var attributes = Objects.requireNonNullElse(product.attributes(), FreeForm.EMPTY);
            lines.append(CopyLine.of(product))
                    .append('\t')
                    .append(CopyLine.text(attributes.json()))
                    .append('\n');
        }
        sql.copy("%s (%s, attributes)".formatted(TABLE, CopyLine.COLUMNS), lines.toString());
    }

    /** In the lax mode of paths, an array stands for its elements, on the way and at the end. */
    @Override
    String attribute(String path, List<String> values, List<Object> parameters) {
        parameters.add(values.stream()
                .flatMap(JsonCatalog::literals)
                .map(literal -> "%s == %s".formatted(path(path), literal))
                .collect(Collectors.joining(" || ")));
        return "p.attributes @@ cast(? as jsonpath)";
    }

    /** A value may be meant as a text, and as a number or a boolean if it looks like one. */
    private static Stream<String> literals(String value) {
        var text = "\"%s\"".formatted(value.replace("\\", "\\\\").replace("\"", "\\\""));
        var other = Search.isNumber(value) || Search.isTruth(value);
        return other ? Stream.of(text, value) : Stream.of(text);
    }

    private static String path(String path) {
        return Stream.of(path.split("\\.")).map("\"%s\""::formatted).collect(Collectors.joining(".", "$.", ""));
    }

    @Override
    String count(String path, String conditions) {
        return COUNT.formatted(TABLE, path(path), conditions);
    }

    @Override
    String select(String conditions, String order, int limit) {
        return """
                select p.id, p.name, p.category, p.brand, p.amount, p.attributes from %s p
                where %s order by %s limit %d""".formatted(TABLE, conditions, order.formatted("p."), limit);
    }

    @Override
    List<Content> read(ResultSet rows) throws SQLException {
        var products = new ArrayList<Content>();
        while (rows.next()) {
            products.add(new Content(
                    rows.getString(1),
                    rows.getString(2),
                    rows.getString(3),
                    rows.getString(4),
                    rows.getBigDecimal(5),
                    rows.getString(6)));
        }
        return products;
    }
}
