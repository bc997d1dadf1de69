package dev.polyglotdb.orders.payments;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The simulated provider with its books in another PostgreSQL, so that they outlive the loss of the shop's. */
public final class GatewayElsewhere {

    private GatewayElsewhere() {}

    /** @param url of a database that has the provider's table, with user and password */
    public static PaymentGateway at(String url) {
        return new SimulatedPaymentGateway(
                new SimulatedGatewayRecords(JdbcClient.create(new DriverManagerDataSource(url))));
    }
}
