package dev.polyglotdb.engines;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.aether.ConfigurationProperties;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.Exclusion;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;

/**
 * Resolves an engine's artifacts from Maven Central into the local repository, as Maven does: with the mirrors, proxies
 * and credentials of the user's settings.xml. None of them is added to the application's class path.
 */
final class Artifacts {

    /** After which a repository is given up. */
    private static final int SILENCE_MILLIS = 60_000;

    private final Engine engine;
    private final String size;

    private Artifacts(Engine engine, String size) {
        this.engine = engine;
        this.size = size;
    }

    /** @param size the approximate size of the download, shown to the user */
    static Artifacts of(Engine engine, String size) {
        return new Artifacts(engine, size);
    }

    /** Returns these artifacts without their dependencies. */
    List<Path> files(String... coordinates) {
        Context context = Maven.CONTEXT;
        List<ArtifactRequest> requests = Arrays.stream(coordinates)
                .map(each -> new ArtifactRequest(new DefaultArtifact(each), context.remoteRepositories(), null))
                .toList();
        try (DownloadProgress progress = new DownloadProgress(engine, size)) {
            return paths(context.repositorySystem().resolveArtifacts(session(context, progress), requests));
        } catch (RepositoryException e) {
            throw failure(e);
        }
    }

    /**
     * Returns an artifact with all its runtime dependencies.
     *
     * @param exclusions excluded dependencies as {@code group:artifact}, where the artifact may be {@code *}
     */
    List<Path> classPath(String coordinates, String... exclusions) {
        Context context = Maven.CONTEXT;
        List<Exclusion> excluded = Arrays.stream(exclusions)
                .map(each -> each.split(":"))
                .map(each -> new Exclusion(each[0], each[1], "*", "*"))
                .toList();
        Dependency root = new Dependency(new DefaultArtifact(coordinates), JavaScopes.RUNTIME, false, excluded);
        CollectRequest collect = new CollectRequest(root, context.remoteRepositories());
        DependencyRequest request =
                new DependencyRequest(collect, DependencyFilterUtils.classpathFilter(JavaScopes.RUNTIME));
        try (DownloadProgress progress = new DownloadProgress(engine, size)) {
            return paths(context.repositorySystem()
                    .resolveDependencies(session(context, progress), request)
                    .getArtifactResults());
        } catch (RepositoryException e) {
            throw failure(e);
        }
    }

    private static DefaultRepositorySystemSession session(Context context, DownloadProgress progress) {
        // Half an hour by default.
        return new DefaultRepositorySystemSession(context.repositorySystemSession())
                .setConfigProperty(ConfigurationProperties.REQUEST_TIMEOUT, SILENCE_MILLIS)
                .setTransferListener(progress);
    }

    private static List<Path> paths(List<ArtifactResult> results) {
        List<Path> paths = new ArrayList<>();
        results.forEach(result -> paths.add(result.getArtifact().getFile().toPath()));
        return paths;
    }

    private StoresException failure(RepositoryException e) {
        if (StoresException.isDiskFull(e)) {
            return new StoresException(
                    "%s could not be downloaded, because the disk that holds the local Maven repository is full."
                            .formatted(engine.title()),
                    e);
        }
        return new StoresException(
                "%s could not be downloaded from Maven Central, which is needed once (%s): connect to the network, or set the mirror or proxy in Maven's settings.xml, and start again."
                        .formatted(engine.title(), StoresException.reason(e)),
                e);
    }

    /** Created by the first engine that needs it. */
    private static final class Maven {

        static final Context CONTEXT = Runtimes.INSTANCE
                .getRuntime()
                .create(ContextOverrides.create()
                        .withUserSettings(true)
                        // The POMs of the engines must not add other repositories.
                        .ignoreArtifactDescriptorRepositories(true)
                        .build());
    }
}
