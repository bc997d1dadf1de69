package dev.polyglotdb.orders.followers;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.annotation.security.RolesAllowed;
import java.net.URI;
import java.time.Duration;
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

    /** How long a check is waited for; what takes longer is told as a job. */
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    /** What a check found, as JSON. */
    record Result(@JsonRawValue @JsonValue String json) {}

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

    @GetMapping("/check")
    @RolesAllowed("ADMIN")
    ResponseEntity<?> check() {
        var job = projectionService.check(PATIENCE);
        return job.result() == null ? accepted(job) : ResponseEntity.ok(new Result(job.result()));
    }

    private static ResponseEntity<ProjectionJob> accepted(ProjectionJob job) {
        return ResponseEntity.accepted()
                .location(URI.create("/admin/projections/jobs/" + job.id()))
                .body(job);
    }
}
