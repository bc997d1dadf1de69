package dev.polyglotdb.products.transfer;

import dev.polyglotdb.products.NewProduct;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lines of an import that are written together: so many that a round trip is worth it, so few that it stays far below the store's time-out. */
final class ImportBatch {

    private static final int MAX_LINES = 100;

    /** Large products take more memory than small ones, in JSON as well as in what becomes of it. */
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

    /** What is to be done, by product. */
    Map<String, List<NewProduct>> commands() {
        return commands;
    }

    /** The number of the last line in it. */
    long lastLine() {
        return lastLine;
    }
}
