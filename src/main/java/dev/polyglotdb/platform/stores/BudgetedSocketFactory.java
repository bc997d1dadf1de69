package dev.polyglotdb.platform.stores;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.SocketFactory;

/**
 * Creates sockets that wait for an answer no longer than {@link TimeBudget} allows. The JDBC driver has only a time-out
 * for a single read, and a transaction needs many reads.
 */
public final class BudgetedSocketFactory extends SocketFactory {

    @Override
    public Socket createSocket() {
        return new BudgetedSocket();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw new UnsupportedOperationException();
    }

    private static final class BudgetedSocket extends Socket {

        @Override
        public InputStream getInputStream() throws IOException {
            return new BudgetedInput(super.getInputStream());
        }

        private final class BudgetedInput extends FilterInputStream {

            BudgetedInput(InputStream in) {
                super(in);
            }

            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            /** Setting the time-out is not a system call, so it costs little. */
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                var usual = getSoTimeout();
                var limit = usual == 0 ? Integer.MAX_VALUE : usual;
                setSoTimeout((int) TimeBudget.atMost(Duration.ofMillis(limit)).toMillis());
                try {
                    return super.read(bytes, offset, length);
                } finally {
                    if (!isClosed()) {
                        setSoTimeout(usual);
                    }
                }
            }
        }
    }
}
