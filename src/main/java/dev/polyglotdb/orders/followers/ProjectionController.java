package dev.polyglotdb.orders.followers;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import jakarta.annotation.security.RolesAllowed;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/admin/projections")
class ProjectionController {

    /** What a check found, as JSON. */
    record Result(@JsonRawValue @JsonValue String json) {}

    private final ProjectionService projectionService;
    private final StoreTimeouts timeouts;

    ProjectionController(ProjectionService projectionService, StoreTimeouts timeouts) {
        this.projectionService = projectionService;
        this.timeouts = timeouts;
    }

    @PostMapping(
            path = "/rebuild",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @RolesAllowed("ADMIN")
    ResponseEntity<ProjectionJob> rebuild(@RequestBody NewRebuild command) {
        return accepted(projectionService.rebuild(command.target()));
    }

    @GetMapping("/jobs/{id}")
    @RolesAllowed("ADMIN")
    ProjectionJob job(@PathVariable long id) {
        return projectionService.job(id);
    }

    @DeleteMapping("/jobs/{id}")
    @RolesAllowed("ADMIN")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable long id) {
        projectionService.cancel(id);
    }

    /** Waits for the result, which PostgreSQL has, as long as one store may take. A longer check is told as a job. */
    @GetMapping("/check")
    @RolesAllowed("ADMIN")
    ResponseEntity<?> check() {
        var job = projectionService.check(timeouts.oneStore());
        return job.result() == null ? accepted(job) : ResponseEntity.ok(new Result(job.result()));
    }

    private static ResponseEntity<ProjectionJob> accepted(ProjectionJob job) {
        return ResponseEntity.accepted()
                .location(URI.create("/admin/projections/jobs/" + job.id()))
                .body(job);
    }
}
