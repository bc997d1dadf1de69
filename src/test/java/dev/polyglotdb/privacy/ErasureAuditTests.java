package dev.polyglotdb.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.web.Caller;
import dev.polyglotdb.testing.LogLines;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ShopTest
class ErasureAuditTests {

    private final Shop shop;
    private final ErasureService erasureService;
    private final PlatformTransactionManager transactionManager;

    ErasureAuditTests(Shop shop, ErasureService erasureService, PlatformTransactionManager transactionManager) {
        this.shop = shop;
        this.erasureService = erasureService;
        this.transactionManager = transactionManager;
    }

    /** The answer to a commit may be lost, and the instance may be killed after it. */
    @Test
    void theLogTellsOfAnErasureBeforeItIsCommitted() {
        var ada = shop.customer();

        try (var log = LogLines.of("audit")) {
            new TransactionTemplate(transactionManager).executeWithoutResult(transaction -> {
                erasureService.erase(ada.id(), new Caller(ada.id(), Set.of("USER")));

                assertThat(log.all()).anyMatch(line -> line.contains("event=erasure user=" + ada.id()));
                transaction.setRollbackOnly();
            });
        }
    }
}
