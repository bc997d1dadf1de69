package dev.polyglotdb.orders.followers;

import dev.polyglotdb.platform.stores.TimeBudget;
import jakarta.annotation.security.RolesAllowed;
import java.net.URI;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/admin/projections")
class ProjectionController {

    private final ProjectionService projectionService;

    ProjectionController(ProjectionService projectionService) {
        this.projectionService = projectionService;
    }

    @PostMapping(
            path = "/rebuild",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @RolesAllowed("ADMIN")
    ResponseEntity<ProjectionJob> rebuild(@RequestBody NewRebuild command) {
        var job = projectionService.rebuild(command.target());
        return ResponseEntity.accepted()
                .location(URI.create("/admin/projections/jobs/" + job.id()))
                .body(job);
    }

    @GetMapping("/jobs/{id}")
    @RolesAllowed("ADMIN")
    ProjectionJob job(@PathVariable long id) {
        return projectionService.job(id);
    }

    @GetMapping("/check")
    @RolesAllowed("ADMIN")
    Map<String, FollowerCheck> check() {
        TimeBudget.lift();
        return projectionService.check();
    }
}
