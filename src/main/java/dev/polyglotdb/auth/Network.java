package dev.polyglotdb.auth;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Who counts as one client. */
final class Network {

    /** What Java reads as an address without asking a name server. */
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private static final int PREFIX_BYTES = 8;

    private Network() {}

    /**
     * The network of an address: of IPv6 the first 64 bits, because everyone with one such address has all that begin with them;
     * of IPv4, or of what is no address, the text itself.
     */
    static String of(String address) {
        var withoutZone = address.replaceFirst("%.*", "");
        if (!IPV6.matcher(withoutZone).matches()) {
            return address;
        }
        try {
            var read = InetAddress.getByName(withoutZone);
            // An IPv4 address in the form of IPv6 is read as the former.
            return read instanceof Inet6Address
                    ? HexFormat.of().formatHex(read.getAddress(), 0, PREFIX_BYTES) + "/64"
                    : read.getHostAddress();
        } catch (UnknownHostException noAddress) {
            return address;
        }
    }
}
