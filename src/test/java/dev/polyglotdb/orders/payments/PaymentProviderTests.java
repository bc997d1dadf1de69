package dev.polyglotdb.orders.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.LogLines;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Which gateway takes the payments, and who is told that it is the simulation. */
@Tag("fast")
class PaymentProviderTests {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withBean(JdbcClient.class, () -> JdbcClient.create(new DriverManagerDataSource()))
            .withUserConfiguration(
                    SimulatedGatewayRecords.class, SimulatedPaymentGateway.class, SimulatedPaymentsWarning.class);

    private final ApplicationContextRunner withProvider = application.withBean(StubbornGateway.class);

    @Test
    void aProviderThatIsABeanTakesThePlaceOfTheSimulation() {
        withProvider.run(
                context -> assertThat(context.getBean(PaymentGateway.class)).isInstanceOf(StubbornGateway.class));
    }

    @Test
    void withoutAProviderPaymentsAreSimulatedAndTheStartWarnsOfIt() {
        application.run(context ->
                assertThat(context.getBean(PaymentGateway.class)).isInstanceOf(SimulatedPaymentGateway.class));

        assertThat(warnings(application))
                .singleElement()
                .asString()
                .contains("payments are simulated and move no money");
    }

    @Test
    void withAProviderTheStartWarnsOfNothing() {
        assertThat(warnings(withProvider)).isEmpty();
    }

    @Test
    void theDemoWarnsOfNothing() {
        assertThat(warnings(application.withPropertyValues("spring.profiles.active=demo")))
                .isEmpty();
    }

    private static List<String> warnings(ApplicationContextRunner application) {
        try (var lines = LogLines.ofThisThread(SimulatedPaymentsWarning.class)) {
            application.run(context -> {
                for (var runner :
                        context.getBeansOfType(ApplicationRunner.class).values()) {
                    runner.run(new DefaultApplicationArguments());
                }
            });
            return lines.all();
        }
    }
}
