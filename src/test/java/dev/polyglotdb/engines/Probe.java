package dev.polyglotdb.engines;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Logging;
import org.neo4j.driver.exceptions.Neo4jException;

/** Sends an engine a request that it answers only once it is ready for the application. */
final class Probe {

    private static final int TIMEOUT_MILLIS = 2_000;

    /** A frame of CQL version 4 with the opcode OPTIONS and no body. */
    private static final byte[] CQL_OPTIONS = {4, 0, 0, 0, 5, 0, 0, 0, 0};

    private static final int CQL_SUPPORTED = 6;

    private Probe() {}

    static boolean answers(Engine engine, String host, int port) {
        try {
            return switch (engine) {
                case POSTGRES -> postgres(host, port);
                case MONGODB -> mongo(host, port);
                case REDIS -> redis(host, port);
                case CASSANDRA -> cassandra(host, port);
                case NEO4J -> neo4j(host, port);
            };
        } catch (IOException | SQLException | Neo4jException e) {
            return false; // not yet
        }
    }

    private static boolean postgres(String host, int port) throws SQLException {
        String url =
                "jdbc:postgresql://%s:%d/postgres?connectTimeout=2&socketTimeout=2&sslmode=disable&gssEncMode=disable"
                        .formatted(host, port);
        try (Connection connection = DriverManager.getConnection(url, Credentials.USER, Credentials.PASSWORD);
                var statement = connection.createStatement();
                var result = statement.executeQuery("select 1")) {
            return result.next();
        }
    }

    private static boolean redis(String host, int port) throws IOException {
        try (Socket socket = connect(host, port)) {
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII).equals("+PONG");
        }
    }

    private static boolean cassandra(String host, int port) throws IOException {
        try (Socket socket = connect(host, port)) {
            socket.getOutputStream().write(CQL_OPTIONS);
            byte[] header = socket.getInputStream().readNBytes(CQL_OPTIONS.length);
            return header.length == CQL_OPTIONS.length && header[4] == CQL_SUPPORTED;
        }
    }

    private static boolean mongo(String host, int port) throws IOException {
        BsonDocument ping = new BsonDocument("ping", new BsonInt32(1)).append("$db", new BsonString("admin"));
        ByteBuffer body = new RawBsonDocument(ping, new BsonDocumentCodec())
                .getByteBuffer()
                .asNIO();
        // OP_MSG: length, request id, response to, opcode; then flags and one section of kind 0.
        ByteBuffer message = ByteBuffer.allocate(21 + body.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        message.putInt(message.capacity()).putInt(1).putInt(0).putInt(2013).putInt(0);
        message.put((byte) 0).put(body);
        try (Socket socket = connect(host, port);
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            out.write(message.array());
            byte[] header = new byte[16];
            new DataInputStream(in).readFully(header);
            return ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(8) == 1;
        }
    }

    @SuppressWarnings("deprecation") // the only way to silence this driver alone while it fails
    private static boolean neo4j(String host, int port) throws IOException {
        connect(host, port).close(); // fails faster than the driver while nothing listens
        var login = AuthTokens.basic(Credentials.NEO4J_USER, Credentials.NEO4J_PASSWORD);
        Config config = Config.builder()
                .withConnectionTimeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .withLogging(Logging.none())
                .withConnectionAcquisitionTimeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .build();
        try (Driver driver = GraphDatabase.driver("bolt://%s:%d".formatted(host, port), login, config)) {
            driver.verifyConnectivity();
            return true;
        }
    }

    private static Socket connect(String host, int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
