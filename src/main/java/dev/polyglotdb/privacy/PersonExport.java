package dev.polyglotdb.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.polyglotdb.activity.ActivityEvent;
import dev.polyglotdb.activity.ActivityService;
import dev.polyglotdb.auth.AccountSessions;
import dev.polyglotdb.orders.OrderView;
import dev.polyglotdb.orders.OrdersOfUser;
import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.recommend.PurchaseEdge;
import dev.polyglotdb.recommend.PurchasesOfUser;
import dev.polyglotdb.users.UserService;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes what the stores hold about a person, store by store, a page at a time. */
@Service
class PersonExport {

    private static final int PAGE = 100;

    /** An event of the person's timeline. The timelines of products have the same. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Event(UUID eventId, String type, @Nullable String productId, FreeForm data, Instant occurredAt) {

        static Event of(ActivityEvent event) {
            return new Event(event.eventId(), event.type(), event.productId(), event.data(), event.occurredAt());
        }
    }

    /** A purchase, as the graph has it. */
    record Purchase(String productId, long orderId, Instant at) {

        static Purchase of(PurchaseEdge edge) {
            return new Purchase(edge.productId(), edge.orderId(), edge.at());
        }
    }

    private final UserService users;
    private final AccountSessions accountSessions;
    private final OrdersOfUser ordersOfUser;
    private final ActivityService activity;
    private final PurchasesOfUser purchasesOfUser;
    private final JsonMapper json;

    PersonExport(
            UserService users,
            AccountSessions accountSessions,
            OrdersOfUser ordersOfUser,
            ActivityService activity,
            PurchasesOfUser purchasesOfUser,
            JsonMapper json) {
        this.users = users;
        this.accountSessions = accountSessions;
        this.ordersOfUser = ordersOfUser;
        this.activity = activity;
        this.purchasesOfUser = purchasesOfUser;
        this.json = json;
    }

    /**
     * Writes one JSON object. Each page is as it is when it is read.
     *
     * @throws RuntimeException if a store fails, the reader has gone, or the person is erased meanwhile; what was
     *     written is then incomplete
     */
    void writeTo(OutputStream out, long userId) {
        var user = users.get(userId);
        // Not closed after a failure: it would complete the object, which then looked whole.
        var to = json.createGenerator(out);
        to.writeStartObject();
        to.writePOJOProperty("user", user);
        to.writePOJOProperty("sessions", accountSessions.of(userId));
        to.writeNumberProperty("failedLogins", accountSessions.failedLogins(user.email()));
        writeAll(to, "orders", (after, limit) -> ordersOfUser.page(userId, after, limit), (OrderView order) -> order);
        writeAll(
                to,
                "idempotencyKeys",
                (after, limit) -> ordersOfUser.keptAnswers(userId, after == null ? "" : after.key(), limit),
                (OrdersOfUser.KeptAnswer answer) -> answer);
        to.writeArrayPropertyStart("activity");
        activity.forEachOf(userId, event -> to.writePOJO(Event.of(event)));
        to.writeEndArray();
        writeAll(to, "purchases", (after, limit) -> purchasesOfUser.page(userId, after, limit), Purchase::of);
        users.requireUser(userId);
        to.writeEndObject();
        to.close();
    }

    private static <T> void writeAll(
            JsonGenerator to, String name, BiFunction<@Nullable T, Integer, List<T>> pages, Function<T, Object> view) {
        to.writeArrayPropertyStart(name);
        for (var page = pages.apply(null, PAGE); !page.isEmpty(); page = pages.apply(page.get(page.size() - 1), PAGE)) {
            page.forEach(each -> to.writePOJO(view.apply(each)));
        }
        to.writeEndArray();
    }
}
