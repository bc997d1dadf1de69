package dev.polyglotdb.demo;

import dev.polyglotdb.activity.ActivityEvent;
import dev.polyglotdb.activity.ActivityService;
import dev.polyglotdb.demo.DemoFiles.DemoEvent;
import dev.polyglotdb.demo.DemoFiles.DemoUser;
import dev.polyglotdb.orders.NewOrder;
import dev.polyglotdb.orders.PastOrders;
import dev.polyglotdb.orders.PaymentMethod;
import dev.polyglotdb.orders.stock.StockService;
import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.platform.lease.Leases;
import dev.polyglotdb.products.NewProduct;
import dev.polyglotdb.products.ProductChanges;
import dev.polyglotdb.products.ProductService;
import dev.polyglotdb.users.NewUser;
import dev.polyglotdb.users.User;
import dev.polyglotdb.users.UserService;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Loads the demo shop once, also if several instances start at the same time. Every step is idempotent, so the next
 * start completes a load that was interrupted.
 */
@Component
@Profile("demo")
class DemoData implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(DemoData.class);

    static final String PASSWORD = "demo-password";

    private final DemoFiles files;
    private final DemoAdministrator administrator;
    private final UserService users;
    private final ProductService products;
    private final ProductChanges changes;
    private final StockService stock;
    private final PastOrders pastOrders;
    private final ActivityService activity;
    private final Leases leases;

    DemoData(
            DemoFiles files,
            DemoAdministrator administrator,
            UserService users,
            ProductService products,
            ProductChanges changes,
            StockService stock,
            PastOrders pastOrders,
            ActivityService activity,
            Leases leases) {
        this.files = files;
        this.administrator = administrator;
        this.users = users;
        this.products = products;
        this.changes = changes;
        this.stock = stock;
        this.pastOrders = pastOrders;
        this.activity = activity;
        this.leases = leases;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var people = files.users();
        if (!administrator.isMade()) {
            load(people.subList(0, people.size() - 1), new DemoTurns(leases, administrator::isMade));
            administrator.make();
        }
        var customer = people.get(0).email();
        if (administrator.isMade()) {
            log.info(
                    "The demo shop is open: log in as {} or {}, password {}",
                    customer,
                    administrator.email(),
                    PASSWORD);
        } else {
            log.warn(
                    "The demo shop is open: log in as {}, password {}. It has no administrator, because {} is"
                            + " somebody else's, and each start loads what it lacks",
                    customer,
                    PASSWORD,
                    administrator.email());
        }
    }

    private void load(List<DemoUser> people, DemoTurns turns) {
        loadProducts(turns);
        var accounts = new LinkedHashMap<String, User>();
        people.forEach(person -> accounts.put(person.email(), account(person)));
        // The first account shows when the load began, also to a later start that completes it.
        var now = accounts.values().iterator().next().createdAt();
        loadOrders(accounts, now, turns);
        turns.take(() -> loadActivity(accounts, now));
    }

    private void loadProducts(DemoTurns turns) {
        var levels = files.stock();
        files.products().forEach(product -> turns.take(() -> loadProduct(product, levels.get(product.id()))));
    }

    private void loadProduct(NewProduct product, @Nullable Integer onHand) {
        if (products.summaries(List.of(product.id())).isEmpty()) {
            if (onHand != null) {
                stock.set(product.id(), onHand);
            }
            changes.create(product);
        }
    }

    private User account(DemoUser person) {
        return users.ensure(new NewUser(person.email(), person.name(), PASSWORD), false);
    }

    private void loadOrders(Map<String, User> accounts, Instant now, DemoTurns turns) {
        var all = files.orders();
        for (int i = 0; i < all.size(); i++) {
            var order = all.get(i);
            var payment = order.payment() == PaymentMethod.CARD
                    ? new NewOrder.Payment(PaymentMethod.CARD, "tok_visa")
                    : new NewOrder.Payment(PaymentMethod.INVOICE, null);
            var placedAt = now.minus(Duration.ofDays(order.daysAgo())).minus(Duration.ofMinutes(all.size() - i));
            turns.take(() -> pastOrders.load(
                    id(accounts, order.email()), new NewOrder(order.items(), payment), placedAt, order.status()));
        }
    }

    private void loadActivity(Map<String, User> accounts, Instant now) {
        var events = new LinkedHashMap<ActivityEvent, List<String>>();
        var all = files.activity();
        for (int i = 0; i < all.size(); i++) {
            var event = all.get(i);
            var productIds = event.productId() == null ? List.<String>of() : List.of(event.productId());
            events.put(event(event, i, id(accounts, event.email()), now), productIds);
        }
        activity.append(events);
    }

    private static ActivityEvent event(DemoEvent event, int position, long userId, Instant now) {
        return new ActivityEvent(
                UUID.nameUUIDFromBytes(("demo:" + position).getBytes(StandardCharsets.UTF_8)),
                userId,
                event.type(),
                event.productId(),
                event.data() == null ? FreeForm.EMPTY : event.data(),
                now.minus(Duration.ofMinutes(event.minutesAgo())));
    }

    private static long id(Map<String, User> accounts, String email) {
        return Objects.requireNonNull(accounts.get(email), email).id();
    }
}
