package dev.polyglotdb.lab;

import java.util.List;

/** A figure with its spread: the least, the middle and the most of some rounds. */
public record Figure(double min, double median, double max) {

    /** @param rounds at least one */
    static Figure of(List<Double> rounds) {
        var sorted = rounds.stream().sorted().toList();
        var middle = sorted.size() / 2;
        var median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Figure(sorted.get(0), median, sorted.get(sorted.size() - 1));
    }

    /** Returns whether every round of this one was below every round of the other. */
    public boolean isBelow(Figure other) {
        return max < other.min;
    }

    /** Says in words which of two rates is higher, of the side with this name and of another. */
    public String verdict(String name, Figure other) {
        if (isBelow(other)) {
            return name + " loses";
        }
        return other.isBelow(this) ? name + " wins" : "no difference beyond the spread";
    }
}
