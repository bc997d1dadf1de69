package dev.polyglotdb.orders.payments;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Warns at the start that card payments are only simulated. Whoever asks for the demo expects it. */
@Component
@Profile("!demo")
class SimulatedPaymentsWarning implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(SimulatedPaymentsWarning.class);

    private final PaymentGateway gateway;

    SimulatedPaymentsWarning(PaymentGateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (gateway instanceof SimulatedPaymentGateway) {
            log.warn("Card payments are simulated and move no money; for real ones, add a bean of type PaymentGateway");
        }
    }
}
