package dev.polyglotdb.engines.faults;

import dev.polyglotdb.engines.DevelopmentRelays;
import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.faults.EngineFaults.EngineView;
import dev.polyglotdb.engines.faults.EngineFaults.Fault;
import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ProblemType;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsUtils;

/**
 * Breaks stores for whoever looks at the console. Anyone may look and heal: without Redis or PostgreSQL nobody could
 * prove to be an administrator, and nothing could be healed. By default only this machine reaches such a run.
 */
@RestController
@RequestMapping("/break")
@Profile(DevelopmentRelays.PROFILE)
class BreakController {

    private static final ProblemType STATE =
            new ProblemType("engine-state", "The store's state does not allow it", HttpStatus.CONFLICT);

    /** What may be broken and how it is, and whether there is traffic. */
    record View(List<EngineView> engines, Traffic traffic) {}

    /** Orders that are placed all the time. */
    record Traffic(boolean on, int perSecond) {}

    private final EngineFaults faults;
    private final SteadyTraffic steadyTraffic;
    private final TrafficLedger trafficLedger;

    BreakController(EngineFaults faults, SteadyTraffic steadyTraffic, TrafficLedger trafficLedger) {
        this.faults = faults;
        this.steadyTraffic = steadyTraffic;
        this.trafficLedger = trafficLedger;
    }

    @GetMapping
    @PermitAll
    View view() {
        return new View(faults.engines(), new Traffic(steadyTraffic.isOn(), SteadyTraffic.PER_SECOND));
    }

    @PostMapping("/{store}/{fault}")
    @RolesAllowed("ADMIN")
    @ResponseStatus(HttpStatus.ACCEPTED)
    View begin(@PathVariable String store, @PathVariable String fault, HttpServletRequest request) {
        requireSameOrigin(request);
        var chosen = Arrays.stream(Fault.values())
                .filter(each -> each.id().equals(fault))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("fault of this name"));
        requireDone(faults.begin(engine(store), chosen));
        return view();
    }

    @PostMapping("/{store}/heal")
    @PermitAll
    @ResponseStatus(HttpStatus.ACCEPTED)
    View heal(@PathVariable String store, HttpServletRequest request) {
        requireSameOrigin(request);
        requireDone(faults.heal(engine(store)));
        return view();
    }

    @PostMapping("/traffic/{state:on|off}")
    @RolesAllowed("ADMIN")
    View traffic(@PathVariable String state, HttpServletRequest request) {
        requireSameOrigin(request);
        steadyTraffic.set(state.equals("on"));
        return view();
    }

    @GetMapping("/ledger")
    @RolesAllowed("ADMIN")
    TrafficLedger.Entries ledger() {
        return trafficLedger.count();
    }

    private static Engine engine(String store) {
        return Arrays.stream(Engine.values())
                .filter(engine -> engine.name().toLowerCase(Locale.ROOT).equals(store))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("store of this name"));
    }

    private static void requireDone(boolean done) {
        if (!done) {
            throw new ProblemException(STATE, "The store can't be changed so in its present state.");
        }
    }

    /** A page from elsewhere has no token, but needs none to heal. */
    private static void requireSameOrigin(HttpServletRequest request) {
        if (CorsUtils.isCorsRequest(request)) {
            throw ProblemException.forbidden("Pages of this origin may not do that.");
        }
    }
}
