package io.alys.integration.libp2p.multiformats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.integration.libp2p.HostileBytes;
import io.alys.integration.libp2p.PeerFault;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProtoReaderTest {

  @Test
  void readsWhatWasWritten() {
    var message =
        new ProtoWriter().varint(1, 300).text(2, "größe").bytes(3, new byte[] {7}).toBytes();

    var reader = reader(message);

    assertThat(reader.next()).isEqualTo(1);
    assertThat(reader.varint()).isEqualTo(300);
    assertThat(reader.next()).isEqualTo(2);
    assertThat(reader.text(10)).isEqualTo("größe");
    assertThat(reader.next()).isEqualTo(3);
    assertThat(reader.bytes(1)).containsExactly(7);
    assertThat(reader.next()).isZero();
  }

  @Test
  void passesOverFieldsOfEveryTypeThatNobodyAskedFor() {
    var unknown = "0805" + "110000000000000001" + "1a03010203" + "2500000001" + "2807";

    var reader = reader(HexFormat.of().parseHex(unknown));

    for (int field = 1; field <= 5; field++) {
      assertThat(reader.next()).isEqualTo(field);
    }
    assertThat(reader.varint()).isEqualTo(7);
    assertThat(reader.next()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "08", // no value
        "0880", // cut
        "08ffffffffffffffffffffff01", // too long a number
        "1a05010203", // cut bytes
        "1affffffffffffffffff01", // a length below zero
        "0b", // a group
        "0001", // field 0
        "1100", // cut
        "2500" // cut
      })
  void refusesBrokenMessages(String hex) {
    var reader = reader(HexFormat.of().parseHex(hex));

    assertThatThrownBy(
            () -> {
              while (reader.next() != 0) {}
            })
        .isInstanceOf(PeerFault.class);
  }

  @Test
  void countsFieldsBeforeTheyAreRead() {
    var writer = new ProtoWriter();
    for (int i = 0; i < 9; i++) {
      writer.varint(1, 1);
    }
    var reader = reader(writer.toBytes());

    for (int i = 0; i < 8; i++) {
      assertThat(reader.next()).isEqualTo(1);
    }

    assertThatThrownBy(reader::next).hasMessage("GOSSIP: too many fields");
  }

  @Test
  void refusesALengthOverItsLimitAndAnotherType() {
    var message = new ProtoWriter().bytes(1, new byte[5]).varint(2, 1).toBytes();
    var reader = reader(message);

    reader.next();
    assertThatThrownBy(() -> reader.bytes(4)).isInstanceOf(PeerFault.class);

    var second = reader(message);
    second.next();
    assertThatThrownBy(second::varint).isInstanceOf(PeerFault.class);
  }

  @Test
  void refusesATextThatIsNotUtf8() {
    var reader = reader(new ProtoWriter().bytes(1, new byte[] {(byte) 0xff}).toBytes());
    reader.next();

    assertThatThrownBy(() -> reader.text(5)).hasMessage("GOSSIP: a text is not UTF-8");
  }

  @Test
  void hostileBytesAreRefusedOrRead() {
    var good = new ProtoWriter().varint(1, 300).text(2, "text").bytes(3, new byte[9]).toBytes();

    HostileBytes.feed(
        good,
        bytes -> {
          var reader = reader(bytes);
          for (int field = reader.next(); field != 0; field = reader.next()) {
            switch (field) {
              case 1 -> reader.varint();
              case 2 -> reader.text(10);
              case 3 -> reader.message(10);
              default -> {}
            }
          }
        });
  }

  private static ProtoReader reader(byte[] message) {
    return new ProtoReader(ByteBuffer.wrap(message), 8, PeerFault.Layer.GOSSIP);
  }
}
