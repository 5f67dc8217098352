package io.alys.actors.registry;

import io.alys.actors.runtime.ActorCell;
import io.alys.actors.runtime.ActorRuntime;
import io.alys.actors.runtime.Ping;
import io.alys.messages.actor.Priority;
import java.util.Map;
import java.util.stream.Collectors;

/** Reaches the actors of a system through what they share with it. */
public record RuntimeProbe(ActorRuntime runtime) implements ActorProbe {

  @Override
  public void ping(String path, Ping ping) {
    runtime.cell(path).flatMap(ActorCell::address).ifPresent(actor -> actor.tell(ping));
  }

  @Override
  public Fill fill(String path) {
    return runtime.cell(path).map(RuntimeProbe::fill).orElse(Fill.NONE);
  }

  @Override
  public Map<String, String> fixtures() {
    return runtime.cells().stream()
        .filter(cell -> cell.path().lastIndexOf('/') == 0)
        .collect(Collectors.toMap(ActorCell::path, cell -> cell.kind().name()));
  }

  private static Fill fill(ActorCell cell) {
    int waiting = Math.max(cell.depth(Priority.CONSENSUS), cell.depth(Priority.BULK));
    return new Fill(waiting, cell.limits().mailboxCapacity());
  }
}
