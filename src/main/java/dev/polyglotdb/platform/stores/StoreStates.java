package dev.polyglotdb.platform.stores;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells how the stores are, as this instance knows it. Asks no store. */
@Component
public class StoreStates {

    /** What the probe of a store found. */
    public enum State {
        @JsonProperty("up")
        UP,
        @JsonProperty("down")
        DOWN,
        @JsonProperty("unknown")
        UNKNOWN
    }

    /** Whether calls are made at all. */
    public enum Circuit {
        @JsonProperty("closed")
        CLOSED,
        @JsonProperty("open")
        OPEN,
        @JsonProperty("half-open")
        HALF_OPEN
    }

    /** How many more calls may begin, and how many may run at a time. */
    public record Places(int free, int total) {}

    /** @param reason why the store is down; null if it is not */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StoreState(State state, @Nullable String reason, Circuit circuit, Places places) {}

    private final StoreMonitor storeMonitor;
    private final StoreGuards guards;

    StoreStates(StoreMonitor storeMonitor, StoreGuards guards) {
        this.storeMonitor = storeMonitor;
        this.guards = guards;
    }

    /** Returns whether the last probe of the store failed. */
    public boolean isDown(Store store) {
        var reason = storeMonitor.state(store);
        return reason != null && reason.isPresent();
    }

    /** Returns the state of a store. */
    public StoreState of(Store store) {
        var reason = storeMonitor.state(store);
        var guard = guards.of(store);
        return new StoreState(
                reason == null ? State.UNKNOWN : reason.isPresent() ? State.DOWN : State.UP,
                reason == null ? null : reason.orElse(null),
                guard.circuit(),
                guard.places());
    }
}
