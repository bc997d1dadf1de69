package dev.polyglotdb.lab.orders;

import dev.polyglotdb.platform.ClassPathText;
import java.util.SortedMap;
import javax.sql.DataSource;

/** The same tables, with the whole transaction in a function: one round trip. */
final class PostgresFunction extends PostgresOrders {

    static final String PLACE = "select place_order(?, ?, ?, ?, ?, ?)";

    PostgresFunction(DataSource postgres) {
        super(postgres);
    }

    static String create() {
        return ClassPathText.read("lab/orders/place_order.sql");
    }

    @Override
    public void prepare(SortedMap<String, Integer> stock) throws Exception {
        super.prepare(stock);
        jdbc().execute(create());
    }

    @Override
    public boolean place(Checkout checkout) {
        return Boolean.TRUE.equals(jdbc().queryForObject(
                        PLACE,
                        Boolean.class,
                        checkout.id(),
                        checkout.userId(),
                        checkout.quantities().keySet().toArray(String[]::new),
                        checkout.quantities().values().toArray(Integer[]::new),
                        Checkout.PRICE,
                        checkout.reference()));
    }
}
