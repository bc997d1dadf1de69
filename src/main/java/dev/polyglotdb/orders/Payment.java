package dev.polyglotdb.orders;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The payment of an order. Every order has exactly one. */
@Entity
@Table(name = "payments")
class Payment {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "payments_seq")
    @SequenceGenerator(name = "payments_seq", sequenceName = "payments_seq", allocationSize = Order.IDS_AT_A_TIME)
    private @Nullable Long id;

    @OneToOne
    @JoinColumn(name = "order_id")
    private Order order;

    @Enumerated(EnumType.STRING)
    private PaymentMethod method;

    @Enumerated(EnumType.STRING)
    private PaymentStatus status;

    private @Nullable UUID reference;

    @SuppressWarnings("NullAway.Init")
    protected Payment() {
        // for JPA
    }

    Payment(Order order, PaymentMethod method, PaymentStatus status, @Nullable UUID reference) {
        this.order = order;
        this.method = method;
        this.status = status;
        this.reference = reference;
    }

    Optional<UUID> reference() {
        return Optional.ofNullable(reference);
    }

    OrderView.PaymentView view() {
        return new OrderView.PaymentView(Objects.requireNonNull(id, "the payment was not saved yet"), status, method);
    }

    void giveBack() {
        status = method == PaymentMethod.CARD ? PaymentStatus.REFUNDED : PaymentStatus.VOIDED;
    }
}
