package dev.polyglotdb.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.orders.NewOrder;
import dev.polyglotdb.orders.OrderStatus;
import dev.polyglotdb.platform.ClassPathText;
import dev.polyglotdb.products.NewProduct;
import dev.polyglotdb.users.NewUser;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The demo shop is loaded at the first start only, so whoever edits its files learns here what does not fit together.
 */
@Tag("fast")
class DemoFilesTests {

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    private final DemoFiles files = new DemoFiles(JsonMapper.builder()
            .enable(
                    DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS,
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build());
    private final List<String> productIds =
            files.products().stream().map(NewProduct::id).toList();

    @Test
    void productsOfDifferentCategoriesShareHardlyAnAttribute() {
        var keys = files.products().stream()
                .collect(Collectors.groupingBy(
                        product -> String.valueOf(product.category()),
                        Collectors.flatMapping(
                                product -> Objects.requireNonNull(product.attributes()).tree().propertyNames().stream(),
                                Collectors.toSet())));

        assertThat(keys).hasSizeGreaterThanOrEqualTo(6);
        keys.forEach((one, its) -> keys.forEach((other, others) -> {
            if (!one.equals(other)) {
                assertThat(shared(its, others)).as(one + " and " + other).isLessThan(0.25);
            }
        }));
    }

    @Test
    void theConsoleOffersToSignInAsPeopleWhoExist() {
        var offered = JsonMapper.shared().readTree(ClassPathText.read("demo/console/demo.json"));
        var accounts = files.users().stream().map(DemoFiles.DemoUser::email).toList();

        assertThat(offered).hasSizeGreaterThan(1).allSatisfy(person -> {
            assertThat(accounts).contains(person.get("email").asString());
            assertThat(person.get("password").asString()).isEqualTo(DemoData.PASSWORD);
        });
    }

    @Test
    void everyProductIsValidAndThereOnce() {
        assertThat(files.products())
                .isNotEmpty()
                .allMatch(product -> VALIDATOR.validate(product).isEmpty());
        assertThat(productIds).doesNotHaveDuplicates();
    }

    @Test
    void everyAccountIsValidAndThereOnceTheAdministratorLast() {
        var people = files.users();

        assertThat(people)
                .allMatch(person -> VALIDATOR
                        .validate(new NewUser(person.email(), person.name(), "demo-password"))
                        .isEmpty());
        assertThat(people)
                .extracting(DemoFiles.DemoUser::email)
                .doesNotHaveDuplicates()
                .contains("ada@example.com");
        assertThat(people.subList(0, people.size() - 1)).noneMatch(person -> Boolean.TRUE.equals(person.admin()));
        assertThat(people.get(people.size() - 1))
                .isEqualTo(new DemoFiles.DemoUser(
                        "admin@example.com", people.get(people.size() - 1).name(), true));
    }

    @Test
    void stockIsOfProductsThatThereAre() {
        assertThat(productIds).containsAll(files.stock().keySet());
        assertThat(files.stock().values()).allMatch(onHand -> onHand >= 0);
    }

    @Test
    void everyOrderIsOneThatItsCustomerCouldPlace() {
        var emails = files.users().stream().map(DemoFiles.DemoUser::email).collect(Collectors.toSet());
        var currencies = new HashMap<String, String>();
        files.products()
                .forEach(product -> currencies.put(product.id(), product.price().currency()));

        assertThat(files.orders()).isNotEmpty().allSatisfy(order -> {
            assertThat(emails).contains(order.email());
            assertThat(VALIDATOR.validate(new NewOrder(order.items(), null))).isEmpty();
            assertThat(order.items().stream()
                            .map(item -> currencies.getOrDefault(item.productId(), "no product " + item.productId()))
                            .distinct())
                    .hasSize(1)
                    .allMatch(currency -> currency.length() == 3);
            assertThat(order.daysAgo()).isBetween(0, 89);
            assertThat(order.status()).isNotEqualTo(OrderStatus.PAYMENT_FAILED);
        });
    }

    /** Stock is set first, so it has to be enough for what the orders take. */
    @Test
    void whatWasOrderedWasThere() {
        var left = new HashMap<>(files.stock());
        files.orders().stream()
                .filter(order -> order.status() != OrderStatus.CANCELLED)
                .flatMap(order -> order.items().stream())
                .forEach(item -> left.computeIfPresent(item.productId(), (id, onHand) -> onHand - item.quantity()));

        assertThat(left.values()).allMatch(onHand -> onHand >= 0);
    }

    @Test
    void everyEventIsOneThatItsUserCouldReport() {
        var emails = new HashSet<String>();
        files.users().forEach(person -> emails.add(person.email()));

        assertThat(files.activity()).isNotEmpty().allSatisfy(event -> {
            assertThat(emails).contains(event.email());
            assertThat(event.type()).matches("(?!ORDER_)[A-Z][A-Z0-9_]{0,63}");
            assertThat(event.productId() == null || productIds.contains(event.productId()))
                    .isTrue();
            assertThat(event.minutesAgo()).isBetween(0, 90 * 24 * 60 - 1);
            assertThat(event.data() == null || event.data().bytes() <= 1 << 14).isTrue();
        });
    }

    private static double shared(Set<String> one, Set<String> other) {
        var both = new HashSet<>(one);
        both.retainAll(other);
        return (double) both.size() / Math.min(one.size(), other.size());
    }
}
