package dev.polyglotdb.products.transfer;

import dev.polyglotdb.platform.json.NdjsonReader;
import dev.polyglotdb.platform.stores.ServerTiming;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.products.NewProduct;
import dev.polyglotdb.products.UpsertCounts;
import dev.polyglotdb.products.transfer.ImportReport.RejectedLine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A running import. It collects lines into batches, writes a few batches while it reads the next lines,
 * and counts results.
 */
final class ImportRun implements NdjsonReader.Lines<NewProduct>, AutoCloseable {

    private static final int MAX_WRITING = 2;
    private static final int MAX_REJECTED_TOLD = 100;

    private record Writing(ImportBatch importBatch, CompletableFuture<UpsertCounts> result) {}

    private final ImportTarget importTarget;
    private final ExecutorService writers =
            Executors.newFixedThreadPool(MAX_WRITING, task -> new Thread(task, "product-import"));
    private final Queue<Writing> writing = new ArrayDeque<>();
    private ImportBatch filling = new ImportBatch();
    private long linesDone;
    private UpsertCounts counts = UpsertCounts.NONE;
    private final List<RejectedLine> rejected = new ArrayList<>();
    private long rejectedCount;

    /** @param importTarget takes the lines; closed with this run */
    ImportRun(ImportTarget importTarget) {
        this.importTarget = importTarget;
    }

    @Override
    public void accept(long line, int length, NewProduct product) {
        filling.add(line, length, product);
        if (filling.isFull()) {
            write();
        }
    }

    @Override
    public void reject(long line, String detail) {
        rejectedCount++;
        if (rejected.size() < MAX_REJECTED_TOLD) {
            rejected.add(new RejectedLine(line, detail));
        }
    }

    private void write() {
        // An earlier line for the same product must take effect first.
        while (writing.size() == MAX_WRITING
                || writing.stream().anyMatch(other -> !other.importBatch().isDisjointFrom(filling))) {
            awaitOldest();
        }
        var commands = filling.commands();
        writing.add(new Writing(filling, CompletableFuture.supplyAsync(() -> importTarget.apply(commands), writers)));
        filling = new ImportBatch();
    }

    private void awaitOldest() {
        var oldest = writing.remove();
        // Another thread does the work, so its time is added to the request here.
        try (var call = ServerTiming.start(Store.MONGODB)) {
            counts = counts.plus(oldest.result().join());
            linesDone = oldest.importBatch().lastLine();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    /** Writes all remaining lines and returns the report. */
    ImportReport finish() {
        if (!filling.isEmpty()) {
            write();
        }
        while (!writing.isEmpty()) {
            awaitOldest();
        }
        counts = counts.plus(importTarget.rest());
        return new ImportReport(
                counts.inserted(), counts.updated(), counts.unchanged(), rejectedCount, List.copyOf(rejected));
    }

    /** Returns the number of the line up to which everything is written. */
    long linesDone() {
        return linesDone;
    }

    UpsertCounts counts() {
        return counts;
    }

    /** Returns when no write is running any more, and closes the target. */
    @Override
    public void close() {
        writers.shutdown();
        writing.forEach(left ->
                left.result().exceptionally(failure -> UpsertCounts.NONE).join());
        importTarget.close();
    }
}
