package io.alys.integration.execution;

/** Well-formed answers of an execution client; malformed ones are made from them. */
final class SampleAnswers {

  static final String BLOOM = "0x" + "00".repeat(256);
  static final String ADDRESS = "0x000000000000000000000000000000000000dead";

  static final String WITHDRAWAL =
      """
      {"index":"0x1","validatorIndex":"0x2",
       "address":"0x00000000000000000000000000000000000000aa","amount":"0x7"}\
      """;

  static final String CAPELLA_FIELDS =
      """
      "parentHash":"%s","feeRecipient":"%s","stateRoot":"%s","receiptsRoot":"%s",
      "logsBloom":"%s","prevRandao":"%s","blockNumber":"0x10","gasLimit":"0x1c9c380",
      "gasUsed":"0x0","timestamp":"0x65000002","extraData":"0xd883","baseFeePerGas":"0x7",
      "blockHash":"%s","transactions":["0x02c0"],"withdrawals":[%s]\
      """
          .formatted(
              CannedEngine.hash(1),
              ADDRESS,
              CannedEngine.hash(2),
              CannedEngine.hash(3),
              BLOOM,
              CannedEngine.hash(4),
              CannedEngine.hash(5),
              WITHDRAWAL);

  static final String PAYLOAD =
      "{" + CAPELLA_FIELDS + ",\"blobGasUsed\":\"0x0\",\"excessBlobGas\":\"0x20000\"}";

  static final String BUILT =
      """
      {"executionPayload":%s,"blockValue":"0x5208",
       "blobsBundle":{"commitments":[],"proofs":[],"blobs":[]},"shouldOverrideBuilder":false}\
      """
          .formatted(PAYLOAD);

  static final String BUILT_CAPELLA =
      "{\"executionPayload\":{" + CAPELLA_FIELDS + "},\"blockValue\":\"0x0\"}";

  static final String CHOSEN =
      """
      {"payloadStatus":{"status":"VALID","latestValidHash":"%s","validationError":null},
       "payloadId":"0x0301020304050607"}\
      """
          .formatted(CannedEngine.hash(5));

  static final String BLOCK =
      """
      {"number":"0x10","hash":"%s","parentHash":"%s","timestamp":"0x65000002"}\
      """
          .formatted(CannedEngine.hash(5), CannedEngine.hash(1));

  static final String GENESIS =
      """
      {"parentHash":"%s","miner":"%s","stateRoot":"%s","receiptsRoot":"%s","logsBloom":"%s",
       "mixHash":"%s","number":"0x0","gasLimit":"0x1c9c380","gasUsed":"0x0","timestamp":"0x0",
       "extraData":"0x","baseFeePerGas":"0x3b9aca00","hash":"%s","transactions":[],
       "withdrawals":[],"blobGasUsed":"0x0","excessBlobGas":"0x0"}\
      """
          .formatted(
              CannedEngine.hash(0),
              ADDRESS,
              CannedEngine.hash(2),
              CannedEngine.hash(3),
              BLOOM,
              CannedEngine.hash(0),
              CannedEngine.hash(6));

  private SampleAnswers() {}

  /** A receipt of the transaction with this hash in block 05…05. */
  static String receipt(String transactionHash, int index) {
    return """
    {"blockHash":"%s","transactionHash":"%s","transactionIndex":"0x%x","gasUsed":"0x5208",
     "effectiveGasPrice":"0x9"}\
    """
        .formatted(CannedEngine.hash(5), transactionHash, index);
  }
}
