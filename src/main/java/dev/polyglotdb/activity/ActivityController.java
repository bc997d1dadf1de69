package dev.polyglotdb.activity;

import dev.polyglotdb.platform.stores.TimeBudget;
import dev.polyglotdb.platform.web.Caller;
import dev.polyglotdb.platform.web.ErasedUsers;
import dev.polyglotdb.platform.web.Page;
import dev.polyglotdb.platform.web.PageRequest;
import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.UserDirectory;
import dev.polyglotdb.products.ProductId;
import jakarta.annotation.security.RolesAllowed;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ActivityController {

    private final ActivityService activity;
    private final UserDirectory userDirectory;
    private final ErasedUsers erasedUsers;

    ActivityController(ActivityService activity, UserDirectory userDirectory, ErasedUsers erasedUsers) {
        this.activity = activity;
        this.userDirectory = userDirectory;
        this.erasedUsers = erasedUsers;
    }

    @PostMapping(
            path = "/activity",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @RolesAllowed("USER")
    @ResponseStatus(HttpStatus.CREATED)
    Recorded record(@AuthenticationPrincipal Caller caller, @RequestBody NewActivities command) {
        // The body may have come slowly. An erasure waits for a request, but not for its body.
        if (erasedUsers.isErased(caller.userId(), TimeBudget.begun())) {
            throw ProblemException.unauthorized("The account no longer exists.");
        }
        var ids = activity.record(caller.userId(), command.events());
        return command.batch() ? new Recorded.Batch(ids) : new Recorded.One(ids.get(0));
    }

    @GetMapping("/activity")
    @RolesAllowed("USER")
    Page<ActivityItem> own(@AuthenticationPrincipal Caller caller, ActivityFilter.Parameters filter, PageRequest page) {
        return activity.ofUser(caller.userId(), page.with(filter::toFilter), page);
    }

    @GetMapping("/users/{id}/activity")
    @RolesAllowed("USER")
    Page<ActivityItem> ofUser(
            @PathVariable long id,
            @AuthenticationPrincipal Caller caller,
            ActivityFilter.Parameters filter,
            PageRequest page) {
        userDirectory.requireAccess(caller, id);
        return activity.ofUser(id, page.with(filter::toFilter), page);
    }

    @GetMapping("/products/{id:" + ProductId.FORM + "}/activity")
    @RolesAllowed("ADMIN")
    Page<ActivityItem> ofProduct(@PathVariable String id, ActivityFilter.Parameters filter, PageRequest page) {
        return activity.ofProduct(id, page.with(filter::toFilter), page);
    }
}
