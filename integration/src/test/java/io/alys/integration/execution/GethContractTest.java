package io.alys.integration.execution;

import io.alys.integration.testing.ExecutionProcess;
import io.alys.integration.testing.Geth;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/** The contract with a real geth. */
@Tag("real")
class GethContractTest extends RealExecutionClientContractTest {

  @Override
  ExecutionProcess process(Path folder) {
    return new Geth(RealChain.GENESIS, folder);
  }
}
