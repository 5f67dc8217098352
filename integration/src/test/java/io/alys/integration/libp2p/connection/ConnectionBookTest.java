package io.alys.integration.libp2p.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alys.integration.libp2p.connection.ConnectionBook.Admission.Admitted;
import io.alys.integration.libp2p.connection.ConnectionBook.Admission.Refused;
import io.alys.integration.libp2p.connection.ConnectionBook.Place;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ConnectionBookTest {

  private static final InetAddress HERE = InetAddress.ofLiteral("10.0.0.1");
  private static final InetAddress THERE = InetAddress.ofLiteral("10.0.0.2");

  private final ConnectionLimits limits =
      new ConnectionLimits(6, 5, 3, 2, new ConnectionLimits.Rate(4, Duration.ofSeconds(10)));
  private Instant now = Instant.EPOCH;
  private final ConnectionBook book = new ConnectionBook(limits, () -> now);

  @Test
  void countsPerAddress() {
    var place = admit(HERE);
    admit(HERE);

    assertThat(refusal(HERE)).isEqualTo("too many connections from /10.0.0.1");
    admit(THERE);
    place.release();
    place.release();
    admit(HERE);
    assertThat(book.size()).isEqualTo(3);
  }

  @Test
  void anIpv6NetworkIsOneAddress() {
    admit(InetAddress.ofLiteral("2001:db8::1"));
    admit(InetAddress.ofLiteral("2001:db8::2"));

    assertThat(refusal(InetAddress.ofLiteral("2001:db8::3"))).contains("too many connections from");
    admit(InetAddress.ofLiteral("2001:db8:0:1::1"));
  }

  @Test
  void countsThoseThatAreNotUpgraded() {
    var places = List.of(admit(address(1)), admit(address(2)), admit(address(3)));

    assertThat(refusal(address(4))).isEqualTo("too many connections that are not upgraded");
    places.getFirst().upgraded();
    places.getFirst().upgraded();
    admit(address(4));
  }

  @Test
  void keepsPlacesForDialling() {
    for (int i = 0; i < 5; i++) {
      admit(address(i)).upgraded();
    }

    assertThat(refusal(address(9))).isEqualTo("too many connections");
    assertThat(book.admitOutbound()).isInstanceOf(Admitted.class);
    assertThat(book.admitOutbound()).isInstanceOf(Refused.class);
  }

  @Test
  void attemptsInAShortTimeAreCountedEvenIfRefused() {
    for (int i = 0; i < 4; i++) {
      book.admitInbound(HERE);
    }

    assertThat(refusal(HERE)).isEqualTo("too many connections in a short time from /10.0.0.1");
    now = now.plusSeconds(10);
    assertThat(refusal(HERE)).isEqualTo("too many connections from /10.0.0.1");
  }

  @Test
  void remembersABoundedNumberOfAddresses() {
    for (int i = 0; i < 10_000; i++) {
      book.admitInbound(address(i));
    }

    assertThat(book.remembered()).isEqualTo(4_096);
  }

  @Test
  void whateverComesAndGoesTheCountIsRight() {
    var random = new Random(3);
    var places = new ArrayList<Place>();
    for (int i = 0; i < 20_000; i++) {
      now = now.plusSeconds(random.nextInt(3));
      if (random.nextBoolean()) {
        var admission =
            random.nextInt(4) == 0
                ? book.admitOutbound()
                : book.admitInbound(address(random.nextInt(6)));
        if (admission instanceof Admitted admitted) {
          places.add(admitted.place());
        }
      } else if (!places.isEmpty()) {
        var place = places.get(random.nextInt(places.size()));
        place.upgraded();
        if (random.nextBoolean()) {
          place.release();
          places.remove(place);
        }
      }
      assertThat(book.size()).isEqualTo(places.size()).isLessThanOrEqualTo(6);
    }
  }

  @Test
  void limitsThatAllowNothingAreRefused() {
    var rate = limits.rate();

    assertThatThrownBy(() -> new ConnectionLimits(1, 2, 1, 1, rate))
        .hasMessage("max-inbound is more than max-connections");
    assertThatThrownBy(() -> new ConnectionLimits(0, 0, 1, 1, rate))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ConnectionLimits.Rate(0, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Place admit(InetAddress address) {
    return ((Admitted) book.admitInbound(address)).place();
  }

  private String refusal(InetAddress address) {
    return ((Refused) book.admitInbound(address)).reason();
  }

  private static InetAddress address(int number) {
    return InetAddress.ofLiteral("10.1." + number / 256 + "." + number % 256);
  }
}
