package dev.polyglotdb.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** A new, empty Redis that listens on one port plainly and on another by TLS, with a certificate of its own. */
public final class TlsRedis implements AutoCloseable {

    private static final String PASSWORD = "only-in-this-folder";
    private static final String ALIAS = "redis";
    private static final String OPTIONS = "-genkeypair -alias " + ALIAS
            + " -keyalg RSA -dname CN=redis -ext san=dns:localhost,ip:" + LocalEngine.HOST;

    private final StoresFolder folder = StoresFolder.temporary();
    private final Path certificate = folder.path().resolve("redis.crt");
    private final Path key = folder.path().resolve("redis.key");
    private final int tlsPort = Ports.random();
    private final RedisEngine server = new RedisEngine(
            folder.path().resolve("redis"),
            Ports.random(),
            folder.path(),
            List.of(
                    "--tls-port",
                    Integer.toString(tlsPort),
                    "--tls-cert-file",
                    certificate.toString(),
                    "--tls-key-file",
                    key.toString(),
                    "--tls-ca-cert-file",
                    certificate.toString(),
                    "--tls-auth-clients",
                    "no"));

    public TlsRedis() {
        try {
            certify();
            server.start();
        } catch (IOException | GeneralSecurityException e) {
            close();
            throw new UncheckedIOException(new IOException("Redis has no certificate", e));
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
    }

    /** The JDK makes certificates with its tool only, which keeps them in a format that Redis does not read. */
    private void certify() throws IOException, GeneralSecurityException {
        var store = folder.path().resolve("redis.p12");
        var tool = Path.of(System.getProperty("java.home"), "bin", Platform.executable("keytool"));
        var command = Stream.concat(
                Stream.of(tool.toString(), "-keystore", store.toString(), "-storepass", PASSWORD),
                Stream.of(OPTIONS.split(" ")));
        try {
            var made = new ProcessBuilder(command.toList())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.path().resolve("keytool.log").toFile())
                    .start();
            if (ShortRun.exit(made) != 0) {
                throw new IOException(Files.readString(folder.path().resolve("keytool.log")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoresException("Redis was stopped while it was set up.", e);
        }
        var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        write(certificate, "CERTIFICATE", keys.getCertificate(ALIAS).getEncoded());
        write(key, "PRIVATE KEY", keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
    }

    private static void write(Path file, String what, byte[] content) throws IOException {
        var text = Base64.getMimeEncoder().encodeToString(content);
        Files.writeString(file, "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, text));
    }

    public int port() {
        return server.port();
    }

    public int tlsPort() {
        return tlsPort;
    }

    /** Returns the file of the certificate, which its own key has signed. */
    public Path certificate() {
        return certificate;
    }

    @Override
    public void close() {
        server.close(false);
        folder.close();
    }
}
