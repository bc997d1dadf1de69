package dev.polyglotdb.resilience;

import dev.polyglotdb.orders.stock.StockService;
import dev.polyglotdb.testing.PatientSql;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;

/**
 * The part of the shop that one test uses: users and products that no other test changes.
 *
 * @param shelves the products, each with its price and its initial stock
 * @param knownReferences the payments that were there before, at the gateway or as attempts
 * @param acknowledged the ids of the orders in the responses, by key
 * @param guests users who come later, and leave
 * @param mark a text that is in the address, the name and the secrets of each guest, and nowhere else
 */
public record World(
        List<Person> customers,
        Person admin,
        Map<String, Shelf> shelves,
        Set<UUID> knownReferences,
        Map<String, Long> acknowledged,
        Transitions transitions,
        Collection<Person> guests,
        String mark) {

    public record Shelf(BigDecimal price, int initialStock) {}

    /** @param stock the stock of each product */
    public static World open(Shop shop, ApplicationContext context, int customers, int... stock) {
        var shelves = new LinkedHashMap<String, Shelf>();
        for (var onHand : stock) {
            var price = "%d.%02d".formatted(1 + shelves.size(), 7 * shelves.size());
            var product = shop.product(price);
            context.getBean(StockService.class).set(product, onHand);
            shelves.put(product, new Shelf(new BigDecimal(price), onHand));
        }
        return new World(
                IntStream.range(0, customers).mapToObj(i -> shop.customer()).toList(),
                shop.admin(),
                shelves,
                PatientSql.of(context)
                        .sql("select reference from simulated_gateway union select reference from payment_attempts")
                        .query(UUID.class)
                        .set(),
                new ConcurrentHashMap<>(),
                new Transitions(),
                new ConcurrentLinkedQueue<>(),
                Shop.unique("guest"));
    }

    public List<String> products() {
        return List.copyOf(shelves.keySet());
    }

    public BigDecimal price(String product) {
        return Objects.requireNonNull(shelves.get(product)).price();
    }

    /** Returns the numbers of all users, also of those who have left. */
    public Long[] userIds() {
        return Stream.concat(customers.stream(), guests.stream())
                .map(Person::id)
                .toArray(Long[]::new);
    }

    /** Returns the numbers of the guests. */
    public Set<Long> guestIds() {
        return guests.stream().map(Person::id).collect(Collectors.toSet());
    }

    /** Registers a guest. */
    Person guest(Shop shop) {
        var guest = shop.customer(Shop.unique(mark) + "@example.com", mark);
        guests.add(guest);
        return guest;
    }

    /** Records the order that a response reported for a key. */
    public void acknowledge(String key, long order) {
        var before = acknowledged.putIfAbsent(key, order);
        if (before != null && before != order) {
            throw new AssertionError("key %s led to order %d and to order %d".formatted(key, before, order));
        }
    }
}
