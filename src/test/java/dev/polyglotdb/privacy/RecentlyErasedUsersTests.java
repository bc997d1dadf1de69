package dev.polyglotdb.privacy;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.scheduling.TaskScheduler;

@ShopTest
class RecentlyErasedUsersTests {

    private final Shop shop;
    private final RecentlyErasedUsers recentlyErasedUsers;
    private final TaskScheduler scheduler;

    RecentlyErasedUsersTests(Shop shop, RecentlyErasedUsers recentlyErasedUsers, TaskScheduler scheduler) {
        this.shop = shop;
        this.recentlyErasedUsers = recentlyErasedUsers;
        this.scheduler = scheduler;
    }

    @Test
    void whoLeavesIsSoonKnownThoughAScheduledTaskTakesLong() throws InterruptedException {
        var ada = shop.customer();
        var taskBegan = new CountDownLatch(1);
        var taskMayEnd = new CountDownLatch(1);
        var task = scheduler.scheduleWithFixedDelay(
                () -> {
                    taskBegan.countDown();
                    awaitEnd(taskMayEnd);
                },
                Duration.ofHours(1));
        try {
            assertThat(taskBegan.await(1, MINUTES)).isTrue();

            assertThat(ErasureFixture.leave(ada).status()).isEqualTo(202);

            await().until(() -> recentlyErasedUsers.isErased(ada.id(), System.nanoTime()));
        } finally {
            taskMayEnd.countDown();
            task.cancel(false);
        }
    }

    private static void awaitEnd(CountDownLatch taskMayEnd) {
        try {
            taskMayEnd.await(1, MINUTES);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
