package dev.polyglotdb.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class WorkerThreadsTests {

    @Test
    void aWorkerThatADefectHasEndedStartsAgain() throws InterruptedException {
        var runs = new AtomicInteger();
        var runsAgain = new CountDownLatch(1);
        var worker = new WorkerThreads.Worker() {
            @Override
            public void run(CountDownLatch stopped) throws InterruptedException {
                if (runs.incrementAndGet() == 1) {
                    throw new StackOverflowError("a defect");
                }
                runsAgain.countDown();
                stopped.await();
            }

            @Override
            public void wake() {
                // It waits for nothing else.
            }
        };
        var threads = new WorkerThreads("test-worker", List.of(worker));

        threads.start();
        try {
            assertThat(runsAgain.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            threads.stop();
        }

        assertThat(runs).hasValue(2);
    }
}
