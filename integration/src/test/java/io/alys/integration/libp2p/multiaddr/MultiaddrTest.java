package io.alys.integration.libp2p.multiaddr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.integration.libp2p.HostileBytes;
import io.alys.integration.libp2p.PeerFault;
import io.alys.integration.libp2p.identity.PeerId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MultiaddrTest {

  private static final String PEER = "QmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5N";

  @ParameterizedTest
  @CsvSource({
    "/ip4/127.0.0.1/tcp/55444, 047f00000106d894",
    "/ip4/1.2.3.4/udp/80/quic-v1, 0401020304910200" + "50cd03",
    "/ip6/2001:8a0:7ac5:4201:3ac9:86ff:fe31:7095/tcp/8000,"
        + " 29200108a07ac542013ac986fffe317095061f40",
    "/dns4/example.com/tcp/443/wss, 360b6578616d706c652e636f6d0601bbde03",
    "/dns/a.b/tcp/1, 3503612e62060001",
    "/dnsaddr/bootstrap.libp2p.io, 3813626f6f7473747261702e6c69627032702e696f"
  })
  void textAndBinaryAreTheSameAddress(String text, String hex) {
    var encoded = HexFormat.of().parseHex(hex);

    assertThat(Multiaddr.parse(text).encode()).isEqualTo(encoded);
    assertThat(Multiaddr.decode(encoded)).isEqualTo(Multiaddr.parse(text));
  }

  @Test
  void writesTextsInOneForm() {
    assertThat(Multiaddr.parse("/ip4/127.0.0.1/tcp/55444")).hasToString("/ip4/127.0.0.1/tcp/55444");
    assertThat(Multiaddr.parse("/ip6/::1/tcp/1")).hasToString("/ip6/0:0:0:0:0:0:0:1/tcp/1");
    assertThat(Multiaddr.parse("/ip4/1.1.1.1/tcp/1/ipfs/" + PEER))
        .hasToString("/ip4/1.1.1.1/tcp/1/p2p/" + PEER);
  }

  @Test
  void tellsWhatToConnectTo() {
    var address = Multiaddr.parse("/ip4/10.38.1.103/tcp/55444").with(PeerId.parse(PEER));

    assertThat(address.tcp()).contains(new InetSocketAddress("10.38.1.103", 55_444));
    assertThat(address.peerId()).contains(PeerId.parse(PEER));
    assertThat(address.ip()).contains(InetAddress.ofLiteral("10.38.1.103"));
    assertThat(Multiaddr.parse("/dns6/a.b/tcp/5").tcp())
        .contains(InetSocketAddress.createUnresolved("a.b", 5));
    assertThat(Multiaddr.parse("/dns6/a.b/tcp/5").ip()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ip4/1.1.1.1/udp/5/quic-v1",
        "/ip4/1.1.1.1/tcp/5/ws",
        "/dnsaddr/a.b/tcp/5",
        "/ip4/1.1.1.1"
      })
  void doesNotConnectByWhatItDoesNotSpeak(String text) {
    assertThat(Multiaddr.parse(text).tcp()).isEmpty();
  }

  @Test
  void addressOfASocket() {
    assertThat(Multiaddr.of(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 5)))
        .hasToString("/ip4/127.0.0.1/tcp/5");
    assertThat(Multiaddr.of(new InetSocketAddress(InetAddress.ofLiteral("::1"), 65_535)))
        .isEqualTo(Multiaddr.parse("/ip6/::1/tcp/65535"));
  }

  @Test
  void anIpv4AddressMappedIntoIpv6StaysOne() {
    var address = Multiaddr.parse("/ip6/::ffff:1.2.3.4/tcp/5");

    assertThat(Multiaddr.decode(address.encode())).isEqualTo(address);
    assertThat(address.encode()).hasSize(20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "ip4/1.1.1.1",
        "/ip4",
        "/ip4/",
        "/ip4/1.1.1",
        "/ip4/256.1.1.1",
        "/ip4/example.com",
        "/ip6/1.1.1.1.1",
        "/ip6/fe80::1%eth0",
        "/ip4/1.1.1.1/tcp",
        "/ip4/1.1.1.1/tcp/65536",
        "/ip4/1.1.1.1/tcp/-1",
        "/ip4/1.1.1.1/tcp/00",
        "/ip4/1.1.1.1/tcp/5/p2p/xyz",
        "/ip4/1.1.1.1/tcp/5/",
        "/dns/a b/tcp/5",
        "/onion/abc:80",
        "/ws/ws/ws/ws/ws/ws/ws/ws/ws/ws/ws"
      })
  void refusesTextsThatAreNone(String text) {
    assertThatThrownBy(() -> Multiaddr.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        "047f0000", // cut
        "06d8", // cut
        "35036120", // cut
        "3503612062", // a space in a name
        "a503021220", // half a peer
        "ff7f00", // unknown
        "35ffffffffffffffff7f61" // a name of 2^63 bytes
      })
  void refusesBytesThatAreNone(String hex) {
    assertThatThrownBy(() -> Multiaddr.decode(HexFormat.of().parseHex(hex)))
        .isInstanceOf(PeerFault.class);
  }

  @Test
  void hostileBytesAreRefusedOrRead() {
    var good = Multiaddr.parse("/dns4/example.com/tcp/443/p2p/" + PEER).encode();

    HostileBytes.feed(
        good,
        bytes -> {
          var read = Multiaddr.decode(bytes);
          assertThat(Multiaddr.decode(read.encode())).isEqualTo(read);
          assertThat(Multiaddr.parse(read.toString())).isEqualTo(read);
        });
  }
}
