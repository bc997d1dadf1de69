package dev.polyglotdb.platform.stores;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Estimates how much the tables of PostgreSQL and the keys of Redis hold, at the same cost whatever that is. */
@Component
public class StoreEstimates {

    private final TableStatistics tableStatistics;
    private final KeySample keySample;

    StoreEstimates(TableStatistics tableStatistics, KeySample keySample) {
        this.tableStatistics = tableStatistics;
        this.keySample = keySample;
    }

    /**
     * Returns about how many rows tables of PostgreSQL have, from its statistics.
     *
     * @throws StoreException if PostgreSQL is unavailable or overloaded
     */
    public Map<String, Long> rows(Collection<String> tables) {
        return tableStatistics.rows(tables);
    }

    /**
     * Returns about how many keys of Redis begin with each prefix, from a sample; exact if there are few.
     *
     * @throws StoreException if Redis is unavailable or overloaded
     */
    public Map<String, Long> keys(Collection<String> prefixes) {
        var sample = keySample.take();
        return prefixes.stream().collect(Collectors.toMap(prefix -> prefix, sample::estimate));
    }
}
