package io.alys.workflows.pow;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.chain.PowRecord;
import io.alys.messages.chain.WorkHistory;
import io.alys.messages.mining.WorkState;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.messages.types.UInt64;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TemplateCodecTest {

  private final Random random = new Random(7);

  @Test
  void whatIsWrittenReadsAsItWas() {
    for (int pows = 0; pows <= WorkHistory.WINDOW; pows++) {
      var template = template(pows);

      assertThat(TemplateCodec.decode(TemplateCodec.encode(template))).contains(template);
    }
  }

  @Test
  void anythingElseDoesNotRead() {
    var bytes = TemplateCodec.encode(template(3)).toArray();
    for (int length = 0; length < bytes.length; length++) {
      assertThat(TemplateCodec.decode(Bytes.of(bytes).slice(0, length))).isEmpty();
    }
    assertThat(TemplateCodec.decode(Bytes.zeros(600))).isEmpty();
    for (int i = 0; i < 20_000; i++) {
      var changed = bytes.clone();
      changed[random.nextInt(bytes.length)] = (byte) random.nextInt();
      var read = TemplateCodec.decode(Bytes.of(changed));
      read.ifPresent(
          template -> assertThat(TemplateCodec.encode(template)).isEqualTo(Bytes.of(changed)));
    }
  }

  private MiningTemplate template(int pows) {
    var recent = new ArrayList<PowRecord>();
    for (int i = 0; i < pows; i++) {
      recent.add(new PowRecord(height(), new CompactBits(random.nextInt())));
    }
    return new MiningTemplate(
        hash(),
        new EvmAddress(bytes(EvmAddress.SIZE)),
        ref(),
        ref(),
        ref(),
        new WorkState(new WorkHistory(recent, height()), ref()),
        new RequiredWork(
            new CompactBits(random.nextInt()), random.nextInt(), new UInt64(random.nextLong())));
  }

  private BlockRef ref() {
    return new BlockRef(hash(), height());
  }

  private Height height() {
    return new Height(random.nextLong(Long.MAX_VALUE));
  }

  private Hash32 hash() {
    return new Hash32(bytes(Hash32.SIZE));
  }

  private Bytes bytes(int size) {
    var bytes = new byte[size];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }
}
