package io.alys.node.admin;

import static io.alys.node.admin.AdminFixture.errorName;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults on order exist only where they were installed. */
final class AdminChaosTest {

  @TempDir private Path dataDir;

  private AdminFixture admin;

  @BeforeEach
  void start() {
    admin = new AdminFixture(dataDir, AdminChaosTest::apply);
  }

  @AfterEach
  void stop() {
    admin.close();
  }

  private static ChaosOrders.Outcome apply(String verb, Map<String, String> parameters) {
    return verb.equals("crash")
        ? new ChaosOrders.Applied("crashed " + parameters.get("path"))
        : new ChaosOrders.Refused("there is no fault " + verb);
  }

  @Test
  void aFaultIsAppliedWithTheToken() {
    assertThat(admin.order("/chaos/crash?path=/chain/engine").object().text("done"))
        .isEqualTo("crashed /chain/engine");
    assertThat(admin.order("/chaos/melt").message()).isEqualTo("there is no fault melt");
  }

  @Test
  void noFaultIsAppliedWithoutIt() {
    assertThat(errorName(admin.post("/chaos/crash"))).isEqualTo("token-needed");
    assertThat(errorName(admin.get("/chaos/crash"))).isEqualTo("wrong-method");
  }
}
