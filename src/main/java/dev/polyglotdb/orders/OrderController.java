package dev.polyglotdb.orders;

import dev.polyglotdb.platform.web.Caller;
import dev.polyglotdb.platform.web.FieldProblem;
import dev.polyglotdb.platform.web.Page;
import dev.polyglotdb.platform.web.PageRequest;
import dev.polyglotdb.platform.web.ValidationException;
import jakarta.annotation.security.RolesAllowed;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/orders")
class OrderController {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final String REPLAYED = "Idempotency-Replayed";

    private final OrderService orders;
    private final OrderChanges orderChanges;
    private final OrderLookup lookup;

    OrderController(OrderService orders, OrderChanges orderChanges, OrderLookup lookup) {
        this.orders = orders;
        this.orderChanges = orderChanges;
        this.lookup = lookup;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @RolesAllowed("USER")
    ResponseEntity<byte[]> create(
            @RequestBody NewOrder command,
            @RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String key,
            @AuthenticationPrincipal Caller caller) {
        if (key != null && !key.matches("[\\x20-\\x7E]{1,255}")) {
            throw new ValidationException(
                    FieldProblem.of(IDEMPOTENCY_KEY, "must be 1 to 255 printable ASCII characters"));
        }
        return respond(orders.place(caller.userId(), command, key));
    }

    @GetMapping
    @RolesAllowed("USER")
    Page<OrderView> list(OrderFilter.Parameters filter, PageRequest page, @AuthenticationPrincipal Caller caller) {
        return lookup.ofUser(caller.userId(), page.with(filter::toFilter), page);
    }

    @GetMapping("/{id}")
    @RolesAllowed("USER")
    OrderView get(@PathVariable long id, @AuthenticationPrincipal Caller caller) {
        return lookup.get(id, caller);
    }

    @PostMapping(path = "/{id}/cancel", produces = MediaType.APPLICATION_JSON_VALUE)
    @RolesAllowed("USER")
    OrderView cancel(@PathVariable long id, @AuthenticationPrincipal Caller caller) {
        lookup.requireVisible(id, caller);
        orderChanges.cancel(id);
        return lookup.get(id, caller);
    }

    @PostMapping(path = "/{id}/ship", produces = MediaType.APPLICATION_JSON_VALUE)
    @RolesAllowed("ADMIN")
    OrderView ship(@PathVariable long id, @AuthenticationPrincipal Caller caller) {
        orderChanges.ship(id);
        return lookup.get(id, caller);
    }

    @PostMapping(path = "/{id}/deliver", produces = MediaType.APPLICATION_JSON_VALUE)
    @RolesAllowed("ADMIN")
    OrderView deliver(@PathVariable long id, @AuthenticationPrincipal Caller caller) {
        orderChanges.deliver(id);
        return lookup.get(id, caller);
    }

    /** Sends the text that is stored for repeated requests, so that they get an identical answer. */
    private static ResponseEntity<byte[]> respond(Idempotency.Answer answer) {
        var order = answer.placedOrder().orElseThrow(() -> declined(answer));
        var headers = new HttpHeaders();
        markReplay(headers, answer);
        return ResponseEntity.created(URI.create("/orders/" + answer.orderId()))
                .headers(headers)
                .contentType(MediaType.APPLICATION_JSON)
                .body(order.getBytes(StandardCharsets.UTF_8));
    }

    private static PaymentDeclinedException declined(Idempotency.Answer answer) {
        var declined = new PaymentDeclinedException(answer.orderId());
        markReplay(declined.getHeaders(), answer);
        return declined;
    }

    private static void markReplay(HttpHeaders headers, Idempotency.Answer answer) {
        if (answer.replayed()) {
            headers.set(REPLAYED, "true");
        }
    }
}
