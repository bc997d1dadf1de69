package dev.polyglotdb.lab.catalog;

import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.products.MeasuredListings.Content;
import dev.polyglotdb.products.NewProduct;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Entity, attribute, value: a row for each value, with its type, and with its place among the others so that a product
 * can be put together again.
 */
final class ValueCatalog extends PostgresCatalog {

    private static final String PRODUCTS = "lab_catalog_product";
    private static final String ATTRIBUTES = "lab_catalog_attribute";
    private static final String VALUES = "lab_catalog_value";

    private static final String SCHEMA = """
            create table %s (
              number bigint primary key,
            %s);
            create table %s (attribute int primary key, path text not null unique);
            create table %s (
              product bigint not null, place smallint not null, attribute int not null,
              kind "char" not null, pointer text not null,
              text_value text collate "C", number_value numeric, truth_value boolean,
              primary key (product, place))""";
    private static final String VALUE_INDEXES = """
            ;
            create index on %1$s (attribute, text_value, product) where text_value is not null;
            create index on %1$s (attribute, number_value, product) where number_value is not null;
            create index on %1$s (attribute, truth_value, product) where truth_value is not null;
            create statistics %1$s_statistics (mcv, dependencies) on attribute, text_value from %1$s;
            alter statistics %1$s_statistics set statistics 1000""";
    private static final String COUNT = """
            select v.value, count(distinct v.product) as n from (
              select text_value collate "C" as value, product from %1$s
                where attribute = %2$d and text_value is not null
              union all select trim_scale(number_value)::text collate "C", product from %1$s
                where attribute = %2$d and number_value is not null
              union all select truth_value::text collate "C", product from %1$s
                where attribute = %2$d and truth_value is not null) v
            join %3$s p on p.number = v.product where %4$s group by v.value""";
    private static final String SELECT = """
            with page as (
              select p.number, p.id, p.name, p.category, p.brand, p.amount from %s p
              where %s order by %s limit %d)
            select page.id, page.name, page.category, page.brand, page.amount,
              v.kind, v.pointer, v.text_value, v.number_value, v.truth_value
            from page left join %s v on v.product = page.number order by %s, v.place""";

    private final Map<String, Integer> attributes = new LinkedHashMap<>();
    private long loaded;

    ValueCatalog(DataSource postgres, CatalogRules rules) {
        super(postgres, rules);
    }

    @Override
    String schema() {
        return SCHEMA.formatted(PRODUCTS, COLUMNS.formatted("not null unique"), ATTRIBUTES, VALUES);
    }

    @Override
    String indexes() {
        return INDEXES.formatted(PRODUCTS) + VALUE_INDEXES.formatted(VALUES);
    }

    @Override
    String products() {
        return PRODUCTS;
    }

    @Override
    List<String> tables() {
        return List.of(PRODUCTS, ATTRIBUTES, VALUES);
    }

    @Override
    void load(List<NewProduct> products) throws Exception {
        var lines = new StringBuilder();
        var values = new StringBuilder();
        var before = attributes.size();
        for (var product : products) {
            var number = loaded++;
            lines.append(number).append('\t').append(CopyLine.of(product)).append('\n');
            var place = 0;
            for (var value : FlatValue.of(Objects.requireNonNullElse(product.attributes(), FreeForm.EMPTY))) {
                var attribute = attributes.computeIfAbsent(value.path(), path -> attributes.size());
                values.append("%d\t%d\t%d\t%s\n".formatted(number, place++, attribute, value.line()));
            }
        }
        var fresh = attributes.entrySet().stream()
                .skip(before)
                .map(attribute -> "%d\t%s\n".formatted(attribute.getValue(), CopyLine.text(attribute.getKey())))
                .collect(Collectors.joining());
        sql.copy("%s (number, %s)".formatted(PRODUCTS, CopyLine.COLUMNS), lines.toString());
        sql.copy(ATTRIBUTES, fresh);
        sql.copy(VALUES, values.toString());
    }

    @Override
    String attribute(String path, List<String> values, List<Object> parameters) {
        var parts = new ArrayList<String>();
        parts.add(having("text_value", path, List.copyOf(values), parameters));
        var numbers = values.stream()
                .filter(Search::isNumber)
                .<Object>map(BigDecimal::new)
                .toList();
        if (!numbers.isEmpty()) {
            parts.add(having("number_value", path, numbers, parameters));
        }
        var truths = values.stream()
                .filter(Search::isTruth)
                .<Object>map(Boolean::valueOf)
                .toList();
        if (!truths.isEmpty()) {
            parts.add(having("truth_value", path, truths, parameters));
        }
        return "p.number in (%s)".formatted(String.join(" union all ", parts));
    }

    private String having(String column, String path, List<Object> values, List<Object> parameters) {
        parameters.addAll(values);
        var places = values.stream().map(value -> "?").collect(Collectors.joining(", "));
        return "select v.product from %s v where v.attribute = %d and v.%s in (%s)"
                .formatted(VALUES, number(path), column, places);
    }

    /** An application knows its attributes; and PostgreSQL, when it plans, how frequent each is. */
    private int number(String path) {
        return attributes.getOrDefault(path, -1);
    }

    /** One part for each type, so that each reads nothing but its index. */
    @Override
    String count(String path, String conditions) {
        return COUNT.formatted(VALUES, number(path), PRODUCTS, conditions);
    }

    @Override
    String select(String conditions, String order, int limit) {
        var inPage = order.formatted("p.");
        return SELECT.formatted(PRODUCTS, conditions, inPage, limit, VALUES, order.formatted("page."));
    }

    @Override
    List<Content> read(ResultSet rows) throws SQLException {
        var products = new ArrayList<Content>();
        var values = new ArrayList<FlatValue>();
        var more = rows.next();
        while (more) {
            var id = rows.getString(1);
            var name = rows.getString(2);
            var category = rows.getString(3);
            var brand = rows.getString(4);
            var amount = rows.getBigDecimal(5);
            values.clear();
            do {
                FlatValue.read(rows, 6).ifPresent(values::add);
                more = rows.next();
            } while (more && rows.getString(1).equals(id));
            products.add(new Content(
                    id,
                    name,
                    category,
                    brand,
                    amount,
                    FlatValue.together(values).json()));
        }
        return products;
    }
}
