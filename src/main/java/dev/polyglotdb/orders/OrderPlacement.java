package dev.polyglotdb.orders;

import dev.polyglotdb.products.ProductService;
import dev.polyglotdb.web.ProblemException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One attempt to place an order: read the prices, have the payment authorized, then the one transaction. */
@Component
class OrderPlacement {

    private static final Logger log = LoggerFactory.getLogger(OrderPlacement.class);

    private final ProductService products;
    private final PaymentGateway gateway;
    private final PaymentAttempts attempts;
    private final OrderTransactions transactions;

    OrderPlacement(
            ProductService products, PaymentGateway gateway, PaymentAttempts attempts, OrderTransactions transactions) {
        this.products = products;
        this.gateway = gateway;
        this.attempts = attempts;
        this.transactions = transactions;
    }

    Answer place(long userId, NewOrder command, IdempotencyKeys.@Nullable Claim claim, Instant now) {
        var basket = Basket.of(command.items(), products.summaries(command.productIds()));
        var token = command.cardToken();
        return token == null
                ? transactions.place(Order.onInvoice(userId, basket, now), null, claim)
                : placeByCard(userId, basket, token, claim, now);
    }

    private Answer placeByCard(
            long userId, Basket basket, String token, IdempotencyKeys.@Nullable Claim claim, Instant now) {
        // From here until the transaction commits, the attempt tells the sweep that the gateway may hold money.
        var attempt = attempts.begin();
        return switch (gateway.authorize(attempt, basket.total(), token)) {
            case DECLINED -> transactions.keepDeclined(Order.declined(userId, basket, now), attempt, claim);
            case APPROVED -> placeAuthorized(Order.paidByCard(userId, basket, now, attempt), attempt, claim);
        };
    }

    private Answer placeAuthorized(Order order, UUID attempt, IdempotencyKeys.@Nullable Claim claim) {
        try {
            return transactions.place(order, attempt, claim);
        } catch (ProblemException refused) {
            // Surely rolled back. After any other failure the commit may have happened; then only the sweep may judge.
            release(attempt);
            throw refused;
        }
    }

    private void release(UUID attempt) {
        try {
            gateway.release(attempt);
            attempts.forget(attempt);
        } catch (RuntimeException later) {
            log.warn("Payment {} is left to the sweep", attempt, later);
        }
    }
}
