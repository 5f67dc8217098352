package io.alys.integration.execution;

import io.alys.integration.testing.EthereumJs;
import io.alys.integration.testing.ExecutionProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/** The contract with a real ethereumjs. */
@Tag("real")
class EthereumJsContractTest extends RealExecutionClientContractTest {

  @Override
  ExecutionProcess process(Path folder) {
    return new EthereumJs(RealChain.GENESIS, folder);
  }
}
