package dev.polyglotdb.orders;

import dev.polyglotdb.platform.money.Money;
import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order with its lines and its payment. It enforces the permitted changes of its status. */
@Entity
@Table(name = "orders")
class Order {

    /** How many ids an instance takes at a time, by what the sequences of orders and payments grow. */
    static final int IDS_AT_A_TIME = 50;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "orders_seq")
    @SequenceGenerator(name = "orders_seq", sequenceName = "orders_seq", allocationSize = IDS_AT_A_TIME)
    private @Nullable Long id;

    private long userId;

    @Enumerated(EnumType.STRING)
    private OrderStatus status;

    private BigDecimal total;
    private String currency;
    private Instant createdAt;
    private @Nullable Instant cancelledAt;

    /** The number of changes of the status. Followers use it to avoid replacing a newer state with an older one. */
    @Version
    private long version;

    @ElementCollection(fetch = FetchType.LAZY)
    @CollectionTable(name = "order_items", joinColumns = @JoinColumn(name = "order_id"))
    @OrderColumn(name = "position")
    private List<PricedItems.Item> items;

    @OneToOne(mappedBy = "order", cascade = CascadeType.PERSIST, optional = false)
    private Payment payment;

    @SuppressWarnings("NullAway.Init")
    protected Order() {
        // for JPA
    }

    private Order(
            long userId,
            PricedItems priced,
            Instant now,
            OrderStatus status,
            PaymentMethod method,
            PaymentStatus paymentStatus,
            @Nullable UUID reference) {
        this.userId = userId;
        this.status = status;
        this.total = priced.total().amount();
        this.currency = priced.total().currency();
        this.createdAt = now;
        this.items = new ArrayList<>(priced.items());
        this.payment = new Payment(this, method, paymentStatus, reference);
    }

    /** @param reference the reference under which the gateway authorized the total */
    static Order paidByCard(long userId, PricedItems priced, Instant now, UUID reference) {
        return new Order(userId, priced, now, OrderStatus.PAID, PaymentMethod.CARD, PaymentStatus.CAPTURED, reference);
    }

    static Order onInvoice(long userId, PricedItems priced, Instant now) {
        return new Order(userId, priced, now, OrderStatus.PAID, PaymentMethod.INVOICE, PaymentStatus.INVOICED, null);
    }

    static Order declined(long userId, PricedItems priced, Instant now) {
        return new Order(
                userId, priced, now, OrderStatus.PAYMENT_FAILED, PaymentMethod.CARD, PaymentStatus.DECLINED, null);
    }

    long id() {
        return Objects.requireNonNull(id, "the order was not saved yet");
    }

    /** Returns the ordered quantity of each product, in the order of the lines. */
    Map<String, Integer> quantities() {
        var quantities = new LinkedHashMap<String, Integer>();
        items.forEach(item -> quantities.put(item.productId(), item.quantity()));
        return quantities;
    }

    /** Returns the gateway's reference of the payment; empty for an invoice and for a declined card. */
    Optional<UUID> paymentReference() {
        return payment.reference();
    }

    OrderView view() {
        var lines = items.stream()
                .map(item -> new OrderView.Line(
                        item.productId(),
                        item.name(),
                        item.quantity(),
                        new Money(item.unitPrice(), currency).normalized(),
                        item.lineTotal(currency).normalized()))
                .toList();
        return new OrderView(
                id(), userId, status, lines, new Money(total, currency).normalized(), payment.view(), createdAt, null);
    }

    /**
     * Cancels the order and marks its payment as refunded or voided.
     *
     * @return false if the order is already cancelled; then nothing changes
     * @throws OrderStateException if the order was shipped, or its payment failed
     */
    boolean cancel(Instant now) {
        if (status == OrderStatus.CANCELLED) {
            return false;
        }
        changeFrom(OrderStatus.PAID, OrderStatus.CANCELLED);
        cancelledAt = now.isBefore(createdAt) ? createdAt : now;
        payment.giveBack();
        return true;
    }

    /** @throws OrderStateException unless the order is paid and not yet shipped */
    void ship() {
        changeFrom(OrderStatus.PAID, OrderStatus.SHIPPED);
    }

    /** @throws OrderStateException unless the order is shipped */
    void deliver() {
        changeFrom(OrderStatus.SHIPPED, OrderStatus.DELIVERED);
    }

    private void changeFrom(OrderStatus needed, OrderStatus next) {
        if (status != needed) {
            throw new OrderStateException(status, next);
        }
        status = next;
    }
}
