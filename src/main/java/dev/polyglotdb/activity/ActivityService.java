package dev.polyglotdb.activity;

import dev.polyglotdb.platform.stores.StoreUnavailableException;
import dev.polyglotdb.platform.web.Page;
import dev.polyglotdb.platform.web.PageRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Service;

/** The timelines of users and products. */
@Service
public class ActivityService {

    /** Longer than a client would wait: many events at once, and nobody waits for them. */
    private static final Duration APPEND_TIMEOUT = Duration.ofSeconds(5);

    private final Timelines timelines;
    private final Clock clock;
    private final Duration retention;

    ActivityService(Timelines timelines, Clock clock, ActivityProperties activityProperties) {
        this.timelines = timelines;
        this.clock = clock;
        this.retention = activityProperties.retention();
    }

    /**
     * Writes events, each to its user's timeline and to that of each of its products. Returns when Cassandra has acknowledged
     * all of it. May be repeated any number of times: an event is in each timeline once. Does nothing for an event that is older
     * than the retention.
     *
     * @param events with the products that each is about
     * @throws StoreUnavailableException if not all of it was acknowledged in time; any part of it may have been written
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

    /** @return the events' ids, in their order */
    List<UUID> record(long userId, List<NewActivity> commands) {
        var now = clock.instant();
        var events =
                commands.stream().map(command -> command.toEvent(userId, now)).toList();
        timelines.write(
                events,
                events.stream().filter(event -> event.productId() != null).toList());
        return events.stream().map(ActivityEvent::eventId).toList();
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
