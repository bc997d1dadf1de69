package dev.polyglotdb.auth;

import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Changes passwords. This belongs to logins and not to accounts, because a change ends sessions and a wrong password
 * counts as a failed login.
 */
@RestController
@RequestMapping("/users/me/password")
class PasswordController {

    private final AuthService auth;

    PasswordController(AuthService auth) {
        this.auth = auth;
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @RolesAllowed("USER")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@RequestBody PasswordChange command, SessionAuthentication authentication, HttpServletRequest request) {
        auth.changePassword(authentication.session(), command, request.getRemoteAddr());
    }
}
