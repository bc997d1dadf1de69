package dev.polyglotdb.resilience.fault;

import dev.polyglotdb.resilience.Crowd;
import dev.polyglotdb.resilience.Invariants;
import dev.polyglotdb.resilience.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The faults of a run and what was wrong after them, which should be nothing. */
final class Damage {

    private final long begun = System.nanoTime();
    private final Map<String, Integer> injected = new TreeMap<>();
    private final List<String> lost = new ArrayList<>();
    private final List<String> doubled = new ArrayList<>();
    private final List<String> differences = new ArrayList<>();
    private int faults;
    private int orders;
    private int events;

    void injected(Fault fault) {
        faults++;
        injected.merge(fault.kind(), 1, Integer::sum);
    }

    void found(Invariants.Findings findings, Crowd crowd) {
        orders += findings.orders();
        events += crowd.acknowledgedEvents();
        lost.addAll(findings.lost());
        lost.addAll(crowd.contradictions());
        doubled.addAll(findings.doubled());
        differences.addAll(findings.differences());
    }

    int faults() {
        return faults;
    }

    Duration time() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    List<String> lost() {
        return lost;
    }

    List<String> doubled() {
        return doubled;
    }

    List<String> differences() {
        return differences;
    }

    String summary(Tally tally) {
        return """
                %d faults in %d min: %s
                %s
                %d orders, %d events acknowledged: lost %d, doubled %d, differences %d
                late: %s""".formatted(
                        faults,
                        time().toMinutes(),
                        injected,
                        tally,
                        orders,
                        events,
                        lost.size(),
                        doubled.size(),
                        differences.size(),
                        tally.late());
    }
}
