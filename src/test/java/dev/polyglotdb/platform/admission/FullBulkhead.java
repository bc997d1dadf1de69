package dev.polyglotdb.platform.admission;

/** A bulkhead that others have filled until this is closed. */
public final class FullBulkhead implements AutoCloseable {

    private final Bulkhead bulkhead;
    private int others;

    private FullBulkhead(Bulkhead bulkhead) {
        this.bulkhead = bulkhead;
        while (bulkhead.enter("other " + others)) {
            others++;
        }
    }

    public static FullBulkhead of(Bulkhead bulkhead) {
        return new FullBulkhead(bulkhead);
    }

    @Override
    public void close() {
        while (others > 0) {
            others--;
            bulkhead.leave("other " + others);
        }
    }
}
