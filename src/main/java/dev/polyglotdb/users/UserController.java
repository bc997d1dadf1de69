package dev.polyglotdb.users;

import dev.polyglotdb.platform.web.Audit;
import dev.polyglotdb.platform.web.Caller;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/users")
class UserController {

    private final UserService users;

    UserController(UserService users) {
        this.users = users;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @PermitAll
    ResponseEntity<User> register(@RequestBody NewUser command, HttpServletRequest request) {
        var address = request.getRemoteAddr();
        var user = users.register(command, address);
        Audit.log("registration", "user", user.id(), "address", address);
        return ResponseEntity.created(URI.create("/users/" + user.id())).body(user);
    }

    @GetMapping("/{id}")
    @RolesAllowed("USER")
    User get(@PathVariable long id, @AuthenticationPrincipal Caller caller) {
        caller.requireSelfOrAdmin(id);
        return users.get(id);
    }

    @GetMapping("/me")
    @RolesAllowed("USER")
    User me(@AuthenticationPrincipal Caller caller) {
        return users.requireOwn(caller.userId());
    }
}
