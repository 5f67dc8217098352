package io.alys.proto;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.alys.proto.governance.v1.GovernanceProto;
import io.alys.proto.governance.v1.GovernanceStreamGrpc;
import io.alys.proto.governance.v1.Heartbeat;
import io.alys.proto.governance.v1.StreamRequest;
import io.alys.proto.governance.v1.StreamResponse;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the governance service relies on: paths, numbers and names on the wire. */
final class GovernanceContractTest {

  @Test
  void methodsHaveTheirPaths() {
    assertThat(GovernanceStreamGrpc.getStreamMethod().getFullMethodName())
        .isEqualTo("governance.v1.GovernanceStream/Stream");
    assertThat(GovernanceStreamGrpc.getHealthMethod().getFullMethodName())
        .isEqualTo("governance.v1.GovernanceStream/Health");
    assertThat(GovernanceStreamGrpc.getGetCapabilitiesMethod().getFullMethodName())
        .isEqualTo("governance.v1.GovernanceStream/GetCapabilities");
  }

  @Test
  void payloadsHaveTheirNumbers() {
    assertThat(payload(StreamRequest.getDescriptor()))
        .isEqualTo(
            Map.of(
                "node_registration", 10,
                "signature_request", 20,
                "pegin_notification", 30,
                "status_update", 40,
                "heartbeat", 50));
    assertThat(payload(StreamResponse.getDescriptor()))
        .isEqualTo(
            Map.of(
                "registration_ack", 10,
                "signature_response", 20,
                "federation_update", 30,
                "proposal_notification", 40,
                "error_response", 50,
                "heartbeat_ack", 60));
  }

  @Test
  void everyMessageAndEnumIsThere() {
    var file = GovernanceProto.getDescriptor();

    assertThat(file.getMessageTypes()).hasSize(28);
    assertThat(file.getEnumTypes()).hasSize(14);
  }

  @Test
  void enumValuesCarryTheNameOfTheEnumAndStartUnspecified() {
    for (EnumDescriptor type : GovernanceProto.getDescriptor().getEnumTypes()) {
      var prefix = type.getName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);

      assertThat(type.findValueByNumber(0).getName()).isEqualTo(prefix + "_UNSPECIFIED");
      assertThat(type.getValues()).allMatch(value -> value.getName().startsWith(prefix + "_"));
    }
  }

  @Test
  void aHeartbeatHasItsBytes() {
    var request =
        StreamRequest.newBuilder()
            .setHeartbeat(Heartbeat.newBuilder().setTimestamp(1).setSequence(2))
            .build();

    assertThat(HexFormat.of().formatHex(request.toByteArray())).isEqualTo("92030408011002");
  }

  private static Map<String, Integer> payload(Descriptor message) {
    return message.getOneofs().getFirst().getFields().stream()
        .collect(Collectors.toMap(FieldDescriptor::getName, FieldDescriptor::getNumber));
  }
}
