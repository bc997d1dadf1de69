package dev.polyglotdb.orders;

import dev.polyglotdb.platform.WorkerThreads;
import dev.polyglotdb.platform.stores.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Notes what requests did for orders, after their transactions, in a thread of its own. So an order pays nothing for
 * it: no statement, no wait. What comes within a tenth of a second is one batch; otherwise nearly each order would have
 * a transaction of its own. It is an observation: what a process did not write before its end is lost, as is what
 * exceeds the queue or comes while PostgreSQL is unavailable.
 */
@Component
class OperationLog implements WorkerThreads.Worker {

    private static final Logger log = LoggerFactory.getLogger(OperationLog.class);
    private static final int CAPACITY = 10_000;
    private static final int BATCH = 500;
    private static final long LOOK_MILLIS = 500;
    private static final long GATHER_MILLIS = 100;

    private final OperationRecords operationRecords;
    private final BlockingQueue<OperationRecords.Entry> queue = new ArrayBlockingQueue<>(CAPACITY);

    OperationLog(OperationRecords operationRecords) {
        this.operationRecords = operationRecords;
    }

    /** Has an operation that has ended noted soon. Never waits, never throws. */
    void keep(long orderId, OrderOperation operation) {
        if (!queue.offer(new OperationRecords.Entry(orderId, operation))) {
            log.debug("Too much to note: dropped an operation of order {}", orderId);
        }
    }

    @Override
    public void run(CountDownLatch stopped) throws InterruptedException {
        var batch = new ArrayList<OperationRecords.Entry>(BATCH);
        while (stopped.getCount() > 0 || !queue.isEmpty()) {
            var first = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            if (first != null) {
                batch.add(first);
                if (queue.size() < BATCH - 1) {
                    stopped.await(GATHER_MILLIS, TimeUnit.MILLISECONDS);
                }
                queue.drainTo(batch, BATCH - 1);
                write(batch);
                batch.clear();
            }
        }
    }

    private void write(List<OperationRecords.Entry> batch) {
        try {
            operationRecords.add(batch);
        } catch (StoreException away) {
            log.debug("Dropped {} operations", batch.size(), away);
        } catch (RuntimeException defect) {
            log.error("Failed to note {} operations", batch.size(), defect);
        }
    }
}
