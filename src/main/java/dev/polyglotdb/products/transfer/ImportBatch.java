package dev.polyglotdb.products.transfer;

import dev.polyglotdb.products.NewProduct;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The lines of an import that are written together. A batch is large enough to make a round trip worthwhile and small
 * enough to finish well before the store's time-out.
 */
final class ImportBatch {

    private static final int MAX_LINES = 100;

    /** Limits the memory for large products, both for their JSON and for the objects read from it. */
    private static final int MAX_BYTES = 1 << 20;

    /**
     * Limits what is derived for queries: a product may have some thousand values and words, each of them an entry of
     * an index, and as text they may take a hundred times the room of its line.
     */
    private static final int MAX_ENTRIES = 40_000;

    /** A word and the space after it, on average. In the worst case there are twice as many. */
    private static final int WORD_LENGTH = 4;

    private final Map<String, List<NewProduct>> commands = new HashMap<>();
    private int lines;
    private int bytes;
    private int entries;
    private long lastLine;

    void add(long line, int length, NewProduct product) {
        commands.computeIfAbsent(product.id(), id -> new ArrayList<>(1)).add(product);
        lastLine = line;
        lines++;
        bytes += length;
        entries += entries(product);
    }

    boolean isEmpty() {
        return lines == 0;
    }

    boolean isFull() {
        return lines == MAX_LINES || bytes >= MAX_BYTES || entries >= MAX_ENTRIES;
    }

    private static int entries(NewProduct product) {
        var words = product.description() == null ? 0 : product.description().length() / WORD_LENGTH;
        return words
                + (product.attributes() == null
                        ? 0
                        : values(product.attributes().tree()));
    }

    private static int values(JsonNode node) {
        if (!node.isContainer()) {
            return 1;
        }
        var values = 0;
        for (var child : node.values()) {
            values += values(child);
        }
        return values;
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
