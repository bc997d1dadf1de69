package dev.polyglotdb.products.transfer;

import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * The room in temporary files that all dry runs of this instance share. A container has little of it, and may be
 * stopped if it takes more.
 */
@Component
@EnableConfigurationProperties(ProductImportProperties.class)
class DryRunSpace {

    private static final Logger log = LoggerFactory.getLogger(DryRunSpace.class);

    private final long limit;
    private final Path parent;
    private long taken;

    @Autowired
    DryRunSpace(ProductImportProperties productImportProperties) {
        this(productImportProperties, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** @param parent the directory of the temporary files */
    DryRunSpace(ProductImportProperties productImportProperties, Path parent) {
        this.limit = productImportProperties.dryRunSpace().toBytes();
        this.parent = parent;
    }

    /**
     * Makes a directory for the files of a dry run.
     *
     * @throws ProblemException (503) if the disk refuses it
     */
    Path newFolder() {
        try {
            return Files.createTempDirectory(parent, "import-");
        } catch (IOException failure) {
            throw unusable(failure);
        }
    }

    /** Returns what a client is told when the disk fails. It may be full of what others have written. */
    static ProblemException unusable(IOException failure) {
        log.warn("A dry run can't use its temporary files: {}", failure.toString());
        return ProblemException.overloaded("There is no room for a dry run just now.");
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
