package dev.polyglotdb.products.transfer;

import dev.polyglotdb.products.NewProduct;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The lines of an import that are written together. A batch is large enough to make a round trip worthwhile and small
 * enough to finish well before the store's time-out.
 */
final class ImportBatch {

    private static final int MAX_LINES = 100;

    /** Limits the memory for large products, both for their JSON and for the objects read from it. */
    private static final int MAX_BYTES = 1 << 20;

    private final Map<String, List<NewProduct>> commands = new HashMap<>();
    private int lines;
    private int bytes;
    private long lastLine;

    void add(long line, int length, NewProduct product) {
        commands.computeIfAbsent(product.id(), id -> new ArrayList<>(1)).add(product);
        lastLine = line;
        lines++;
        bytes += length;
    }

    boolean isEmpty() {
        return lines == 0;
    }

    boolean isFull() {
        return lines == MAX_LINES || bytes >= MAX_BYTES;
    }

    boolean isDisjointFrom(ImportBatch other) {
        return Collections.disjoint(commands.keySet(), other.commands.keySet());
    }

    /** Returns the commands by product id. */
    Map<String, List<NewProduct>> commands() {
        return commands;
    }

    /** Returns the number of the last line in the batch. */
    long lastLine() {
        return lastLine;
    }
}
