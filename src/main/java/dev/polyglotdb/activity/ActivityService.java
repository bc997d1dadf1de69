package dev.polyglotdb.activity;

import dev.polyglotdb.platform.stores.StoreUnavailableException;
import dev.polyglotdb.platform.web.Page;
import dev.polyglotdb.platform.web.PageRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Writes and reads the timelines of users and products. */
@Service
public class ActivityService {

    /**
     * The time for all writes of a call. It is longer than a client would wait, because a call may write many events
     * and no client waits for it.
     */
    private static final Duration APPEND_TIMEOUT = Duration.ofSeconds(5);

    private static final int ALL_AT_ONCE = 100;

    private final Timelines timelines;
    private final Clock clock;
    private final Duration retention;

    ActivityService(Timelines timelines, Clock clock, ActivityProperties activityProperties) {
        this.timelines = timelines;
        this.clock = clock;
        this.retention = activityProperties.retention();
    }

    /**
     * Writes each event to the timeline of its user and to those of its products. Returns when Cassandra has
     * acknowledged all writes. The call is idempotent: a timeline contains an event once, however often it is written.
     * Events older than the retention are ignored.
     *
     * @param events the events, each with the ids of its products
     * @throws StoreUnavailableException if Cassandra did not acknowledge all writes in time; any of them may
     *     have taken effect
     */
    public void append(Map<ActivityEvent, ? extends Collection<String>> events) {
        timelines.write(
                APPEND_TIMEOUT,
                List.copyOf(events.keySet()),
                events.entrySet().stream()
                        .flatMap(entry -> entry.getValue().stream()
                                .distinct()
                                .map(product -> entry.getKey().about(product)))
                        .toList());
    }

    /**
     * Records what a user reports. An event whose id and time are taken leaves the first one as it is, in every
     * timeline.
     *
     * @return the ids of the events, in the order of the commands
     */
    List<UUID> record(long userId, List<NewActivity> commands) {
        var now = clock.instant();
        var fresh = new ArrayList<ActivityEvent>();
        var named = new ArrayList<ActivityEvent>();
        var ids = new ArrayList<UUID>();
        for (var command : commands) {
            var event = command.toEvent(userId, now);
            ids.add(event.eventId());
            (command.eventId() == null ? fresh : named).add(event);
        }
        timelines.record(fresh, named);
        return ids;
    }

    /**
     * Passes all events of a user to the action, newest first, a page at a time. What is recorded meanwhile may be left
     * out.
     */
    public void forEachOf(long userId, Consumer<ActivityEvent> action) {
        var now = clock.instant();
        var query = TimelineQuery.all(now.minus(retention), now, ALL_AT_ONCE);
        for (@Nullable TimelinePage page = timelines.ofUser(userId, query); page != null; ) {
            page.events().forEach(action);
            var next = page.next();
            page = next == null ? null : timelines.ofUser(userId, query.after(next));
        }
    }

    Page<ActivityItem> ofUser(long userId, ActivityFilter filter, PageRequest request) {
        return page(timelines.ofUser(userId, query(filter, request)), ActivityItem::ofUser);
    }

    Page<ActivityItem> ofProduct(String productId, ActivityFilter filter, PageRequest request) {
        return page(timelines.ofProduct(productId, query(filter, request)), ActivityItem::ofProduct);
    }

    private TimelineQuery query(ActivityFilter filter, PageRequest request) {
        var now = clock.instant();
        return TimelineQuery.of(filter, request, now.minus(retention), now);
    }

    private static Page<ActivityItem> page(TimelinePage timelinePage, Function<ActivityEvent, ActivityItem> view) {
        var next = timelinePage.next();
        var items = timelinePage.events().stream().map(view).toList();
        return new Page<>(items, next == null ? null : next.toCursor().toString());
    }
}
