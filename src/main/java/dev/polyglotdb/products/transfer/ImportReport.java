package dev.polyglotdb.products.transfer;

import java.util.List;

/**
 * What an import did.
 *
 * @param inserted how many lines made a product
 * @param updated how many changed one
 * @param unchanged how many found theirs just so, and wrote nothing
 * @param rejectedCount how many lines were refused
 * @param rejected the first of them
 */
record ImportReport(long inserted, long updated, long unchanged, long rejectedCount, List<RejectedLine> rejected) {

    /**
     * A line that was refused.
     *
     * @param line its number, from 1
     * @param detail what is wrong with it
     */
    record RejectedLine(long line, String detail) {}
}
