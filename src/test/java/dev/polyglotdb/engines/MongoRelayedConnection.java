package dev.polyglotdb.engines;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.concurrent.CountDownLatch;
import org.bson.BsonDocument;

/** A client's connection to MongoDB behind a {@link MongoRelay}. Each command is answered before the next one. */
final class MongoRelayedConnection implements Closeable {

    private final Socket client;
    private final Socket server = new Socket();
    private final MongoRelay relay;

    MongoRelayedConnection(Socket client, MongoRelay relay) {
        this.client = client;
        this.relay = relay;
    }

    /** Answers the client's commands until one side disconnects. */
    void carry(SocketAddress target) throws IOException, InterruptedException {
        server.connect(target);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        var commands = new BufferedInputStream(client.getInputStream());
        var answers = new BufferedInputStream(server.getInputStream());
        while (true) {
            carry(MongoMessage.read(commands), answers);
        }
    }

    private void carry(MongoMessage request, InputStream answers) throws IOException, InterruptedException {
        if (relay.isAttentive()) {
            var command = request.document();
            var answer = relay.take(command);
            if (answer != null) {
                var said = answer.to(command, new Behind(request, answers, relay.end()));
                toClient(MongoMessage.answer(request, said));
                return;
            }
        }
        toServer(request);
        var more = !request.hasMoreToCome();
        while (more) {
            var answer = MongoMessage.read(answers);
            toClient(answer);
            more = answer.hasMoreToCome();
        }
    }

    private void toServer(MongoMessage message) throws IOException {
        server.getOutputStream().write(message.bytes());
    }

    private void toClient(MongoMessage message) throws IOException {
        client.getOutputStream().write(message.bytes());
    }

    private final class Behind implements MongoAnswer.Server {

        private final MongoMessage request;
        private final InputStream answers;
        private final CountDownLatch end;

        private Behind(MongoMessage request, InputStream answers, CountDownLatch end) {
            this.request = request;
            this.answers = answers;
            this.end = end;
        }

        @Override
        public BsonDocument ask() throws IOException {
            return ask(request);
        }

        @Override
        public BsonDocument ask(BsonDocument other) throws IOException {
            return ask(MongoMessage.answer(request, other));
        }

        private BsonDocument ask(MongoMessage message) throws IOException {
            toServer(message);
            return MongoMessage.read(answers).document();
        }

        @Override
        public CountDownLatch end() {
            return end;
        }
    }

    @Override
    public void close() throws IOException {
        try (client) {
            server.close();
        }
    }
}
