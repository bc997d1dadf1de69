package dev.polyglotdb.privacy;

import dev.polyglotdb.auth.AccountSessions;
import dev.polyglotdb.platform.web.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Erases users and shows how far an erasure is. This does not belong to the accounts, because an erasure concerns all
 * stores.
 */
@RestController
class ErasureController {

    /** Leaves out {@code me}: a wrong request to that path must not be told that there is no such user. */
    private static final String SOMEBODY = "(?!me$).+";

    private final ErasureService erasureService;
    private final AccountSessions accountSessions;

    ErasureController(ErasureService erasureService, AccountSessions accountSessions) {
        this.erasureService = erasureService;
        this.accountSessions = accountSessions;
    }

    @DeleteMapping(
            path = "/users/me",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @RolesAllowed("USER")
    ResponseEntity<ErasureView.Begun> leave(
            @RequestBody ErasureRequest command, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        return begun(accountSessions.confirmed(
                caller.userId(),
                command.password(),
                request.getRemoteAddr(),
                verified -> erasureService.leave(verified, caller)));
    }

    @DeleteMapping(path = "/users/{id:" + SOMEBODY + "}", produces = MediaType.APPLICATION_JSON_VALUE)
    @RolesAllowed("ADMIN")
    ResponseEntity<ErasureView.Begun> erase(@PathVariable long id, @AuthenticationPrincipal Caller caller) {
        return begun(erasureService.erase(id, caller));
    }

    private static ResponseEntity<ErasureView.Begun> begun(Erasure erasure) {
        return ResponseEntity.accepted()
                .location(URI.create("/admin/erasures/" + erasure.id()))
                .body(new ErasureView.Begun(erasure.id(), ErasureView.Status.RUNNING));
    }

    @GetMapping("/admin/erasures/{id}")
    @RolesAllowed("ADMIN")
    ErasureView get(@PathVariable long id) {
        return erasureService.view(id);
    }
}
