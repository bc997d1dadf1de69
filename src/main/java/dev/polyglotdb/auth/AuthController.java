package dev.polyglotdb.auth;

import dev.polyglotdb.platform.web.Page;
import dev.polyglotdb.platform.web.PageRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/auth")
class AuthController {

    private final AuthService auth;

    AuthController(AuthService auth) {
        this.auth = auth;
    }

    @PostMapping(
            path = "/login",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @PermitAll
    Login logIn(@RequestBody Credentials credentials, HttpServletRequest request) {
        return auth.logIn(credentials, request.getRemoteAddr());
    }

    @PostMapping("/logout")
    @RolesAllowed("USER")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logOut(SessionAuthentication authentication) {
        auth.logOut(authentication.session());
    }

    @GetMapping("/session")
    @RolesAllowed("USER")
    SessionView session(SessionAuthentication authentication) {
        return auth.current(authentication.session());
    }

    @GetMapping("/sessions")
    @RolesAllowed("USER")
    Page<SessionItem> sessions(SessionAuthentication authentication, PageRequest page) {
        return auth.list(authentication.session(), page);
    }

    @DeleteMapping("/sessions")
    @RolesAllowed("USER")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logOutEverywhere(SessionAuthentication authentication) {
        auth.logOutEverywhere(authentication.getPrincipal().userId());
    }
}
