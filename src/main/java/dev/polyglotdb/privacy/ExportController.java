package dev.polyglotdb.privacy;

import dev.polyglotdb.platform.admission.SideRoom;
import dev.polyglotdb.platform.admission.SideRooms;
import dev.polyglotdb.platform.stores.TimeBudget;
import dev.polyglotdb.platform.web.Acceptable;
import dev.polyglotdb.platform.web.Audit;
import dev.polyglotdb.platform.web.Caller;
import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.StreamedBody;
import dev.polyglotdb.users.UserService;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
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

    private static final String FILE =
            ContentDisposition.attachment().filename("person.json").build().toString();

    private final PersonExport personExport;
    private final SideRoom sideRoom;
    private final UserService users;

    ExportController(PersonExport personExport, SideRooms sideRooms, UserService users) {
        this.sideRoom = sideRooms.forExports();
        this.personExport = personExport;
        this.users = users;
    }

    @GetMapping(path = "/me/export", produces = MediaType.APPLICATION_JSON_VALUE)
    @RolesAllowed("USER")
    void own(
            @AuthenticationPrincipal Caller caller,
            HttpMethod method,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, HttpMediaTypeNotAcceptableException {
        export(caller.userId(), caller, method, request, response);
    }

    @GetMapping(path = "/{id}/export", produces = MediaType.APPLICATION_JSON_VALUE)
    @RolesAllowed("USER")
    void export(
            @PathVariable long id,
            @AuthenticationPrincipal Caller caller,
            HttpMethod method,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, HttpMediaTypeNotAcceptableException {
        caller.mustBe(id);
        users.get(id);
        Acceptable.require(request);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, FILE);
        if (method.equals(HttpMethod.HEAD)) {
            return;
        }
        sideRoom.aside(
                () -> {
                    Audit.log("export", "user", id, "by", caller.userId());
                    TimeBudget.lift();
                    StreamedBody.send(out -> personExport.writeTo(out, id), response);
                    return true;
                },
                () -> ProblemException.overloaded("Too many exports are being read just now."));
    }
}
