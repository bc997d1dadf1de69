package dev.polyglotdb.platform.outbox;

import jakarta.annotation.security.RolesAllowed;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/admin/outbox")
class OutboxController {

    private final OutboxService outbox;
    private final OutboxEntries outboxEntries;

    OutboxController(OutboxService outbox, OutboxEntries outboxEntries) {
        this.outbox = outbox;
        this.outboxEntries = outboxEntries;
    }

    @GetMapping
    @RolesAllowed("ADMIN")
    OutboxStatus status() {
        return outboxEntries.status();
    }

    @PostMapping("/retry")
    @RolesAllowed("ADMIN")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void retry() {
        outbox.retry();
    }
}
