package dev.polyglotdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.ShopTest;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** Each bean costs time at the start, whether anybody needs it or not. */
@ShopTest
class StartUpBeansTests {

    private final ApplicationContext context;

    StartUpBeansTests(ApplicationContext context) {
        this.context = context;
    }

    /** The limit has a tenth more than there were when it was set, those of the tests among them. */
    @Test
    void theApplicationHasNoMoreBeansThanItNeeds() {
        assertThat(context.getBeanDefinitionCount()).isBetween(500, 790);
    }
}
