package dev.polyglotdb.platform.admission;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;

/** Determines which addresses count as one client. */
public final class Network {

    private static final String PORT = ":\\d{1,5}";

    private static final Pattern IPV4_AND_PORT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3})" + PORT);

    /** Matches what Java parses as an IPv6 address without asking a name server, and a zone after it. */
    private static final String IPV6 = "([0-9A-Fa-f.]*:[0-9A-Fa-f:.]*)(?:%[^]]*)?";

    private static final Pattern IPV6_OR_WITH_PORT = Pattern.compile(IPV6 + "|\\[" + IPV6 + "](?:" + PORT + ")?");

    private static final int PREFIX_BYTES = 8;

    private Network() {}

    /**
     * Returns the network of an address. For an IPv6 address, that is its first 64 bits, because whoever has one such
     * address usually has all addresses of the prefix. For an IPv4 address, or any other text, it is the text itself. A
     * port after an address is left out: some proxies report it, and each connection has another one.
     */
    public static String of(String address) {
        if (address.indexOf(':') < 0) {
            return address; // as most are: neither IPv6 nor a port
        }
        var ipv4 = IPV4_AND_PORT.matcher(address);
        if (ipv4.matches()) {
            return ipv4.group(1);
        }
        var ipv6 = IPV6_OR_WITH_PORT.matcher(address);
        return ipv6.matches() ? ofIpv6(Objects.requireNonNullElse(ipv6.group(1), ipv6.group(2)), address) : address;
    }

    private static String ofIpv6(String literal, String orElse) {
        try {
            var read = InetAddress.getByName(literal);
            // Java parses an IPv4-mapped IPv6 address as an IPv4 address.
            return read instanceof Inet6Address
                    ? HexFormat.of().formatHex(read.getAddress(), 0, PREFIX_BYTES) + "/64"
                    : read.getHostAddress();
        } catch (UnknownHostException noAddress) {
            return orElse;
        }
    }
}
