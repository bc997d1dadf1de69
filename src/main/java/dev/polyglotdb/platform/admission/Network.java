package dev.polyglotdb.platform.admission;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Determines which addresses count as one client. */
public final class Network {

    /** Matches what Java parses as an IPv6 address without asking a name server. */
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private static final int PREFIX_BYTES = 8;

    private Network() {}

    /**
     * Returns the network of an address. For an IPv6 address, that is its first 64 bits, because whoever has one such
     * address usually has all addresses of the prefix. For an IPv4 address, or any other text, it is the text itself.
     */
    public static String of(String address) {
        var zone = address.indexOf('%');
        var withoutZone = zone < 0 ? address : address.substring(0, zone);
        if (!IPV6.matcher(withoutZone).matches()) {
            return address;
        }
        try {
            var read = InetAddress.getByName(withoutZone);
            // Java parses an IPv4-mapped IPv6 address as an IPv4 address.
            return read instanceof Inet6Address
                    ? HexFormat.of().formatHex(read.getAddress(), 0, PREFIX_BYTES) + "/64"
                    : read.getHostAddress();
        } catch (UnknownHostException noAddress) {
            return address;
        }
    }
}
