package io.alys.workflows.fakes;

import io.alys.messages.chain.Watermark;
import io.alys.messages.types.BlsPublicKey;
import io.alys.workflows.ports.SigningStore;
import io.alys.workflows.ports.StorageFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A {@link SigningStore} in memory that remembers what was recorded and fails when told to. */
public final class FakeSigningStore implements SigningStore {

  private final Map<BlsPublicKey, Watermark> marks = new ConcurrentHashMap<>();
  private final List<Watermark> recorded = new CopyOnWriteArrayList<>();
  private volatile @Nullable StorageFailure failure;

  /** Each record from now on fails; null ends that. */
  public void failRecords(@Nullable StorageFailure cause) {
    failure = cause;
  }

  /** All recorded watermarks in order. */
  public List<Watermark> recorded() {
    return List.copyOf(recorded);
  }

  @Override
  public Optional<Watermark> watermark(BlsPublicKey key) {
    return Optional.ofNullable(marks.get(key));
  }

  @Override
  public void record(BlsPublicKey key, Watermark watermark) {
    var cause = failure;
    if (cause != null) {
      throw cause;
    }
    marks.put(key, watermark);
    recorded.add(watermark);
  }

  @Override
  public void restart(BlsPublicKey key, Watermark watermark) {
    record(key, watermark);
  }
}
