package dev.polyglotdb.platform.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor the value of {@code cursor} for the next page; null on the last page
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    /**
     * Creates a page from up to {@code limit + 1} items. The additional item shows that there is a next page.
     *
     * @param cursor returns the cursor that continues after an item
     */
    public static <T> Page<T> of(List<T> oneMoreThanLimit, int limit, Function<T, Cursor> cursor) {
        if (oneMoreThanLimit.size() <= limit) {
            return new Page<>(oneMoreThanLimit, null);
        }
        var items = List.copyOf(oneMoreThanLimit.subList(0, limit));
        return new Page<>(items, cursor.apply(items.get(limit - 1)).toString());
    }

    /** Returns the page with each item converted, and with the same next page. */
    public <R> Page<R> map(Function<? super T, ? extends R> mapper) {
        return new Page<>(items.stream().<R>map(mapper).toList(), nextCursor);
    }
}
