package io.alys.actors.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts together what waits in an actor's mailbox anyway, so that it is worked off in one go (a sync
 * to disk, a batched check of signatures) and nothing waits for more to come: the first item sends
 * the actor a message, which arrives behind all that wait already. Used by one actor's thread.
 *
 * <p>The actor calls {@link #flush} when that message arrives, and before anything that must see
 * what the items do. The message must travel in the lane of the items: a {@code Bulk} one for
 * those.
 */
public final class MessageBatch<T> {

  private final int maxItems;
  private final Runnable tellSelf;
  private final Consumer<List<T>> workOff;
  private List<T> items = new ArrayList<>();

  /**
   * An empty one.
   *
   * @param maxItems after which it is worked off at once, at least 1
   * @param tellSelf sends the actor the message upon which it flushes
   * @param workOff what is done with the items, in order, never none
   */
  public MessageBatch(int maxItems, Runnable tellSelf, Consumer<List<T>> workOff) {
    if (maxItems < 1) {
      throw new IllegalArgumentException("a batch has at least one item: " + maxItems);
    }
    this.maxItems = maxItems;
    this.tellSelf = tellSelf;
    this.workOff = workOff;
  }

  /** One more. */
  public void add(T item) {
    if (items.isEmpty() && maxItems > 1) {
      tellSelf.run();
    }
    items.add(item);
    if (items.size() >= maxItems) {
      flush();
    }
  }

  /** Works off what there is; nothing happens if there is nothing. */
  public void flush() {
    if (!items.isEmpty()) {
      workOff.accept(drain());
    }
  }

  /** Takes out what there is, for an actor that has to refuse it. */
  public List<T> drain() {
    var taken = items;
    items = new ArrayList<>();
    return taken;
  }
}
