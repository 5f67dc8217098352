package io.alys.integration.libp2p.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.integration.libp2p.HostileBytes;
import io.alys.integration.libp2p.multiaddr.Multiaddr;
import io.alys.integration.libp2p.multiformats.ProtoWriter;
import io.alys.messages.types.Bytes;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PeerDescriptionTest {

  private static final PeerDescription GOOD =
      new PeerDescription(
          new PeerDescription.Names("alys/1", "alys/0.1"),
          Optional.of(Bytes.of((byte) 1, (byte) 2)),
          List.of(Multiaddr.parse("/ip4/1.2.3.4/tcp/5"), Multiaddr.parse("/dns4/a.b/tcp/6")),
          Optional.of(Multiaddr.parse("/ip6/::1/tcp/7")),
          List.of("/a/1", "/b/1"));

  @Test
  void comesBack() {
    assertThat(PeerDescription.decode(GOOD.encode())).isEqualTo(GOOD);
  }

  @Test
  void fieldsMayBeMissing() {
    var read = PeerDescription.decode(new byte[0]);

    assertThat(read.names()).isEqualTo(new PeerDescription.Names("", ""));
    assertThat(read.key()).isEmpty();
    assertThat(read.addresses()).isEmpty();
  }

  @Test
  void addressesOfUnknownKindsAndSignedRecordsArePassedOver() {
    var webRtc = HexFormat.of().parseHex("0401020304" + "910200509802");
    var message =
        new ProtoWriter()
            .bytes(2, webRtc)
            .bytes(2, Multiaddr.parse("/ip4/1.2.3.4/tcp/5").encode())
            .bytes(8, new byte[100])
            .toBytes();

    assertThat(PeerDescription.decode(message).addresses())
        .containsExactly(Multiaddr.parse("/ip4/1.2.3.4/tcp/5"));
  }

  @Test
  void textsForPeopleArePrintable() {
    var message = new ProtoWriter().text(6, "evil\u001b[31m\nline").toBytes();

    assertThat(PeerDescription.decode(message).names().agent()).isEqualTo("evil?[31m?line");
  }

  @Test
  void countsAndSizesAreBounded() {
    var addresses = new ProtoWriter();
    Collections.nCopies(65, Multiaddr.parse("/ip4/1.2.3.4/tcp/5").encode())
        .forEach(address -> addresses.bytes(2, address));
    var protocols = new ProtoWriter();
    Collections.nCopies(257, "/a").forEach(name -> protocols.text(3, name));
    var fields = new ProtoWriter();
    Collections.nCopies(513, 0).forEach(value -> fields.varint(9, value));
    var agent = new ProtoWriter().text(6, "a".repeat(257));

    assertThatThrownBy(() -> PeerDescription.decode(addresses.toBytes()))
        .hasMessage("IDENTIFY: more than 64 addresses");
    assertThatThrownBy(() -> PeerDescription.decode(protocols.toBytes()))
        .hasMessage("IDENTIFY: more than 256 protocols");
    assertThatThrownBy(() -> PeerDescription.decode(fields.toBytes()))
        .hasMessage("IDENTIFY: too many fields");
    assertThatThrownBy(() -> PeerDescription.decode(agent.toBytes()))
        .hasMessageStartingWith("IDENTIFY: a field of 257 bytes");
  }

  @Test
  void hostileBytesAreRefusedOrRead() {
    HostileBytes.feed(GOOD.encode(), PeerDescription::decode);
  }
}
