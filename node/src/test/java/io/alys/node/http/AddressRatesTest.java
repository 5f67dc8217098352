package io.alys.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Buckets per address, by a clock that stands still until it is told. */
final class AddressRatesTest {
  private final StoppedClock clock = new StoppedClock();
  private final AddressRates rates = new AddressRates(2, 5, clock);

  @Test
  void aBurstThenTheRate() {
    var address = address(10, 0, 0, 1);

    assertThat(rates.tryTake(address, 5)).isTrue();
    assertThat(rates.tryTake(address, 1)).isFalse();

    clock.nanos += Duration.ofSeconds(1).toNanos();

    assertThat(rates.tryTake(address, 3)).isFalse();
    assertThat(rates.tryTake(address, 2)).isTrue();
    assertThat(rates.tryTake(address, 0)).isTrue();
  }

  @Test
  void addressesDoNotShareButNetworksOfSixDo() {
    assertThat(rates.tryTake(address(10, 0, 0, 1), 5)).isTrue();
    assertThat(rates.tryTake(address(10, 0, 0, 2), 5)).isTrue();
    assertThat(rates.tryTake(six(1, 7), 5)).isTrue();
    assertThat(rates.tryTake(six(1, 8), 1)).isFalse();
    assertThat(rates.tryTake(six(2, 7), 5)).isTrue();
  }

  @Test
  void loopbackIsExempt() {
    assertThat(rates.tryTake(InetAddress.getLoopbackAddress(), 1_000_000)).isTrue();
    assertThat(rates.remembered()).isZero();
  }

  @Test
  void onlySoManyAddressesAreRemembered() {
    for (int i = 0; i < AddressRates.MAX_ADDRESSES + 100; i++) {
      rates.tryTake(address(10, i >> 16, i >> 8, i), 1);
    }

    assertThat(rates.remembered()).isEqualTo(AddressRates.MAX_ADDRESSES);
  }

  private static InetAddress address(int... parts) {
    return of((byte) parts[0], (byte) parts[1], (byte) parts[2], (byte) parts[3]);
  }

  private static InetAddress six(int network, int host) {
    var bytes = new byte[16];
    bytes[0] = 0x20;
    bytes[7] = (byte) network;
    bytes[15] = (byte) host;
    return of(bytes);
  }

  private static InetAddress of(byte... bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static final class StoppedClock implements TimeMeter {
    private long nanos;

    @Override
    public long currentTimeNanos() {
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
