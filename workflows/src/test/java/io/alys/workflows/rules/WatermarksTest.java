package io.alys.workflows.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.chain.Watermark;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import io.alys.workflows.rules.Watermarks.Imported;
import io.alys.workflows.spec.RestartRecord;
import org.junit.jupiter.api.Test;

class WatermarksTest {

  private static final Hash32 A = Hash32.fromHex("aa".repeat(32));
  private static final Hash32 B = Hash32.fromHex("bb".repeat(32));

  @Test
  void aRestoredKeyIsLockedThreeSlotsAhead() {
    assertThat(Watermarks.restored(new Slot(50)))
        .isEqualTo(new Watermark(new Slot(53), null, new Slot(53)));
  }

  @Test
  void aRestartRecordLocksOnItsCertifiedBlock() {
    var record = new RestartRecord(A, new Slot(70), new Slot(90));

    assertThat(Watermarks.restarted(record))
        .isEqualTo(new Watermark(new Slot(90), null, new Slot(70)));
    assertThat(Watermarks.restarted(Watermarks.restored(new Slot(80)), record))
        .isEqualTo(new Watermark(new Slot(90), null, new Slot(70)));
    assertThat(Watermarks.restarted(new Watermark(new Slot(83), A, new Slot(82)), record))
        .isEqualTo(new Watermark(new Slot(90), null, new Slot(82)));
  }

  @Test
  void anImportTakesMaxima() {
    var own = new Watermark(new Slot(10), A, new Slot(9));

    assertThat(Watermarks.imported(own, new Imported(new Slot(20), new Slot(5)), new Slot(1)))
        .isEqualTo(new Watermark(new Slot(20), null, new Slot(9)));
    assertThat(Watermarks.imported(own, new Imported(new Slot(5), new Slot(20)), new Slot(1)))
        .isEqualTo(new Watermark(new Slot(10), A, new Slot(20)));
  }

  @Test
  void anImportWithoutLockCountsAsRestored() {
    var own = new Watermark(new Slot(10), A, new Slot(9));

    assertThat(Watermarks.imported(own, new Imported(new Slot(20), null), new Slot(100)))
        .isEqualTo(Watermarks.restored(new Slot(100)));
    assertThat(Watermarks.imported(own, new Imported(new Slot(200), null), new Slot(100)))
        .isEqualTo(Watermarks.restored(new Slot(200)));
  }

  @Test
  void twoRootsOfOneSlotLeaveNone() {
    var one = new Watermark(new Slot(10), A, new Slot(9));
    var other = new Watermark(new Slot(10), B, new Slot(8));

    assertThat(Watermarks.maximum(one, other))
        .isEqualTo(new Watermark(new Slot(10), null, new Slot(9)));
    assertThat(Watermarks.maximum(one, one)).isEqualTo(one);
    assertThat(Watermarks.maximum(one, new Watermark(new Slot(10), null, new Slot(1))))
        .isEqualTo(new Watermark(new Slot(10), null, new Slot(9)));
    assertThat(Watermarks.maximum(Watermark.FRESH, one)).isEqualTo(one);
  }

  @Test
  void anOwnApprovalAboveTheWatermarkShowsARollBack() {
    var own = new Watermark(new Slot(10), A, new Slot(9));

    assertThat(Watermarks.isRolledBack(own, new Slot(11), B)).isTrue();
    assertThat(Watermarks.isRolledBack(own, new Slot(10), B)).isTrue();
    assertThat(Watermarks.isRolledBack(own, new Slot(10), A)).isFalse();
    assertThat(Watermarks.isRolledBack(own, new Slot(9), B)).isFalse();
  }
}
