package dev.polyglotdb.products.transfer;

import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ProblemType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * The room in temporary files that all dry runs of this instance share. A container has little of it, and may be
 * stopped if it takes more.
 */
@Component
@EnableConfigurationProperties(ProductImportProperties.class)
class DryRunSpace {

    private final long limit;
    private long taken;

    DryRunSpace(ProductImportProperties productImportProperties) {
        this.limit = productImportProperties.dryRunSpace().toBytes();
    }

    /**
     * Takes room for a dry run that has some already.
     *
     * @param has how many bytes it has
     * @param more how many more it needs
     * @throws ProblemException (400) if it would need more than there is for all, (503) if others have what it needs
     */
    synchronized void take(long has, long more) {
        if (has + more > limit) {
            throw new ProblemException(
                    ProblemType.BAD_REQUEST,
                    "A dry run can't remember so many products. Try the file in parts, or import it.");
        }
        if (taken + more > limit) {
            throw ProblemException.overloaded("Other dry runs take all the room just now.");
        }
        taken += more;
    }

    /** Gives back all that a dry run has. */
    synchronized void release(long has) {
        taken -= has;
    }
}
