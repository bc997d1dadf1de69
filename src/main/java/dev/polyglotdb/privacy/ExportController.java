package dev.polyglotdb.privacy;

import dev.polyglotdb.platform.admission.Bulkheads;
import dev.polyglotdb.platform.web.Audit;
import dev.polyglotdb.platform.web.Caller;
import dev.polyglotdb.platform.web.Download;
import dev.polyglotdb.users.UserService;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Gives people what the stores hold about them. */
@RestController
@RequestMapping("/users")
class ExportController {

    private final PersonExport personExport;
    private final Download download;
    private final UserService users;

    ExportController(PersonExport personExport, Bulkheads bulkheads, UserService users) {
        this.personExport = personExport;
        this.download = new Download(
                MediaType.APPLICATION_JSON_VALUE,
                "person.json",
                bulkheads.forExports(),
                "Too many exports are being read just now.");
        this.users = users;
    }

    @GetMapping(path = "/me/export", produces = MediaType.APPLICATION_JSON_VALUE)
    @RolesAllowed("USER")
    void own(@AuthenticationPrincipal Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException, HttpMediaTypeNotAcceptableException {
        users.requireOwn(caller.userId());
        send(caller.userId(), caller, request, response);
    }

    @GetMapping(path = "/{id}/export", produces = MediaType.APPLICATION_JSON_VALUE)
    @RolesAllowed("USER")
    void export(
            @PathVariable long id,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, HttpMediaTypeNotAcceptableException {
        caller.requireSelfOrAdmin(id);
        users.requireUser(id);
        send(id, caller, request, response);
    }

    private void send(long id, Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException, HttpMediaTypeNotAcceptableException {
        download.send(request, response, out -> {
            Audit.log("export", "user", id, "by", caller.userId());
            personExport.writeTo(out, id);
        });
    }
}
