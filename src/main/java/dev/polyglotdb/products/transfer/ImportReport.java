package dev.polyglotdb.products.transfer;

import java.util.List;

/**
 * The result of an import.
 *
 * @param inserted how many lines created a product
 * @param updated how many lines changed a product
 * @param unchanged how many lines found the product in the requested state and wrote nothing
 * @param rejectedCount how many lines were rejected
 * @param rejected the first rejected lines
 */
record ImportReport(long inserted, long updated, long unchanged, long rejectedCount, List<RejectedLine> rejected) {

    /**
     * A rejected line.
     *
     * @param line the line number, from 1
     * @param detail why the line was rejected
     */
    record RejectedLine(long line, String detail) {}
}
