package io.alys.node.rpc;

import io.alys.messages.types.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** The table of requests that no honest caller makes, with the answer in each dialect. */
final class MalformedRequests {
  private static final Told PARSE = new Told(200, -32700, 400, -32700);
  private static final Told INVALID = new Told(200, -32600, 200, -32600);
  private static final Told METHOD = new Told(200, -32601, 404, -32601);
  private static final Told PARAMS = new Told(200, -32602, 400, -32602);
  private static final Told ADDRESS = new Told(200, -5, 400, -32602);
  private static final Told SUBMISSION = new Told(200, -32602, 400, -32605);
  private static final Told HEX = new Told(200, -8, 400, -32605);
  private static final Told DECODE = new Told(200, -1, 400, -32605);
  private static final Told HEIGHT = new Told(200, -32602, 400, -32605);
  private static final Told HASH_TYPE = new Told(200, -32602, 400, -32602);
  private static final Told HASH = new Told(200, -8, 400, -32602);

  private static final String GOOD_HASH = "ab".repeat(32);
  private static final String WORK = RpcFixture.VECTOR_WORK.hex();

  private final List<Row> rows = new ArrayList<>();

  private MalformedRequests() {}

  /** HTTP status and JSON-RPC code as pools and as V1's clients get them. */
  record Told(int poolStatus, int poolCode, int v1Status, int v1Code) {
    int status(Dialect dialect) {
      return dialect == Dialect.POOL ? poolStatus : v1Status;
    }

    int code(Dialect dialect) {
      return dialect == Dialect.POOL ? poolCode : v1Code;
    }
  }

  /** A body and what it gets. */
  record Row(String name, Bytes body, Told told) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Row> rows() {
    var table = new MalformedRequests();
    table.syntax();
    table.encodings();
    table.numbers();
    table.envelopes();
    table.batches();
    table.addresses();
    table.submissions();
    table.heights();
    table.hashes();
    return List.copyOf(table.rows);
  }

  private void syntax() {
    row("empty body", "", PARSE);
    row("white space only", " \r\n\t ", PARSE);
    row("truncated object", "{\"method\":\"help\",\"params\":[]", PARSE);
    row("truncated string", "{\"method\":\"he", PARSE);
    row("no quotes", "{method:\"help\",params:[],id:1}", PARSE);
    row("single quotes", "{'method':'help','params':[],'id':1}", PARSE);
    row("trailing comma", "{\"method\":\"help\",\"params\":[],\"id\":1,}", PARSE);
    row("comment", "{\"method\":\"help\",/* */\"params\":[],\"id\":1}", PARSE);
    row("two texts", call("help", "[]") + call("help", "[]"), PARSE);
    row("rubbish after the text", call("help", "[]") + "x", PARSE);
    row(
        "duplicate name",
        "{\"method\":\"help\",\"method\":\"help\",\"params\":[],\"id\":1}",
        PARSE);
    row("duplicate name below", call("help", "[{\"a\":1,\"a\":2}]"), PARSE);
    row("line break in a string", call("help", "[\"a\nb\"]"), PARSE);
    row("unknown escape", call("help", "[\"\\x41\"]"), PARSE);
    row("form data", "method=help&params=[]&id=1", PARSE);
    row("XML", "<methodCall><methodName>help</methodName></methodCall>", PARSE);
    row("nested 10,000 deep", "[".repeat(10_000) + "]".repeat(10_000), PARSE);
    row("nested 10,000 deep in params", call("help", "[".repeat(10_000)), PARSE);
    row("objects 5,000 deep", "{\"a\":".repeat(5_000), PARSE);
    row("30,000 values", call("help", "[" + "1,".repeat(30_000) + "1]"), PARSE);
    row("a name of 10,000 characters", "{\"" + "n".repeat(10_000) + "\":1}", PARSE);
  }

  private void encodings() {
    row("byte order mark", bytes("efbbbf", call("help", "[]")), PARSE);
    row("UTF-16", call("help", "[]").getBytes(StandardCharsets.UTF_16LE), PARSE);
    row("invalid UTF-8", bytes("ff", call("help", "[]")), PARSE);
    row("overlong UTF-8", bytes("7b22c0af22", ":1}"), PARSE);
    row("surrogate in UTF-8", bytes("5b22eda080", "\"]"), PARSE);
    row("half a surrogate pair", call("help", "[\"\\ud800\"]"), PARSE);
    row("NUL bytes", new byte[64], PARSE);
    row("gzip", bytes("1f8b0800", "\0\0\0\0\0\3"), PARSE);
    row("non-ASCII method", call("createauxbl\u00f6ck", "[]"), METHOD);
    row("full-width digits", call("getblockbyheight", "\"\uff17\""), HEIGHT);
  }

  private void numbers() {
    row("not a number", call("getblockbyheight", "NaN"), PARSE);
    row("leading zero", call("getblockbyheight", "007"), PARSE);
    row("plus sign", call("getblockbyheight", "+7"), PARSE);
    row("hexadecimal", call("getblockbyheight", "0x7"), PARSE);
    row("1,000 digits", call("getblockbyheight", "9".repeat(1_000)), PARSE);
    row("a million digits", call("getblockbyheight", "9".repeat(1_000_000)), PARSE);
    row("1e400", call("getblockbyheight", "1e400"), HEIGHT);
    row("1e999999999", call("getblockbyheight", "1e999999999"), HEIGHT);
    row("2^64", call("getblockbyheight", "18446744073709551616"), HEIGHT);
    row("minus one", call("getblockbyheight", "-1"), HEIGHT);
    row("minus zero", call("getblockbyheight", "-0"), HEIGHT);
    row("7.0", call("getblockbyheight", "7.0"), HEIGHT);
    row("7e0", call("getblockbyheight", "7e0"), HEIGHT);
  }

  private void envelopes() {
    row("null", "null", INVALID);
    row("a number", "17", INVALID);
    row("a string", "\"help\"", INVALID);
    row("empty object", "{}", INVALID);
    row("no method", "{\"params\":[],\"id\":1}", INVALID);
    row("method null", "{\"method\":null,\"params\":[],\"id\":1}", INVALID);
    row("method a number", "{\"method\":7,\"params\":[],\"id\":1}", INVALID);
    row("method an array", "{\"method\":[\"help\"],\"params\":[],\"id\":1}", INVALID);
    row("empty method", call("", "[]"), METHOD);
    row("method in capitals", call("GETHEADBLOCK", "[]"), METHOD);
    row("method with spaces", call(" help ", "[]"), METHOD);
    row("method of 100,000 characters", call("x".repeat(100_000), "[]"), METHOD);
    row("unknown method", call("eth_blockNumber", "[]"), METHOD);
  }

  private void batches() {
    row("empty batch", "[]", INVALID);
    row(
        "101 calls",
        "[" + (call("help", "[]") + ",").repeat(100) + call("help", "[]") + "]",
        INVALID);
    row("a batch with half a call", "[" + call("help", "[]") + ",{", PARSE);
  }

  private void addresses() {
    row("no address", call("createauxblock", "[]"), PARAMS);
    row("two addresses", call("createauxblock", "[\"a\",\"b\"]"), PARAMS);
    row("address null", call("createauxblock", "[null]"), PARAMS);
    row("address a number", call("createauxblock", "[1]"), PARAMS);
    row("address true", call("createauxblock", "[true]"), PARAMS);
    row("address in an array", call("createauxblock", "[[\"" + "00".repeat(20) + "\"]]"), PARAMS);
    row("address without array", call("createauxblock", "\"" + "00".repeat(20) + "\""), PARAMS);
    row("params an object of others", call("createauxblock", "{\"payto\":\"x\"}"), PARAMS);
    row("empty address", call("createauxblock", "[\"\"]"), ADDRESS);
    row("39 digits", call("createauxblock", "[\"" + "0".repeat(39) + "\"]"), ADDRESS);
    row("41 digits", call("createauxblock", "[\"" + "0".repeat(41) + "\"]"), ADDRESS);
    row(
        "a million digits as address",
        call("createauxblock", "[\"" + "0".repeat(1_000_000) + "\"]"),
        ADDRESS);
    row("prefix twice", call("createauxblock", "[\"0x0x" + "00".repeat(19) + "\"]"), ADDRESS);
    row("prefix in capitals", call("createauxblock", "[\"0X" + "00".repeat(20) + "\"]"), ADDRESS);
    row("no hex", call("createauxblock", "[\"" + "0g".repeat(20) + "\"]"), ADDRESS);
    row(
        "a Bitcoin address",
        call("createauxblock", "[\"1BoatSLRHtKNngkdXEeobR76b53LETtpyT\"]"),
        ADDRESS);
    row("full-width address", call("createauxblock", "[\"" + "\uff10".repeat(40) + "\"]"), ADDRESS);
  }

  private void submissions() {
    row("no proof", submit("\"" + GOOD_HASH + "\""), SUBMISSION);
    row("three parameters", submit("\"a\",\"b\",\"c\""), SUBMISSION);
    row("proof null", submit("\"" + GOOD_HASH + "\",null"), SUBMISSION);
    row("hash a number", submit("7,\"00\""), SUBMISSION);
    row("hash of 31 bytes", submit("\"" + "ab".repeat(31) + "\",\"00\""), HEX);
    row("hash of 33 bytes", submit("\"" + "ab".repeat(33) + "\",\"00\""), HEX);
    row("hash of 63 digits", submit("\"" + "a".repeat(63) + "\",\"00\""), HEX);
    row("hash with prefix", submit("\"0x" + GOOD_HASH + "\",\"00\""), HEX);
    row("hash with a space", submit("\" " + GOOD_HASH.substring(1) + "\",\"00\""), HEX);
    row("proof with prefix", submit("\"" + WORK + "\",\"0x00\""), HEX);
    row("odd number of digits", submit("\"" + WORK + "\",\"000\""), HEX);
    row("proof no hex", submit("\"" + WORK + "\",\"zz\""), HEX);
    row("empty proof", submit("\"" + WORK + "\",\"\""), DECODE);
    row("truncated proof", submit("\"" + WORK + "\",\"01000000\""), DECODE);
    row(
        "a count of 2^64 inputs",
        submit("\"" + WORK + "\",\"01000000ffffffffffffffffff\""),
        DECODE);
    row("500,000 zero bytes", submit("\"" + WORK + "\",\"" + "00".repeat(500_000) + "\""), DECODE);
    row(
        "byte order of the hash reversed",
        submit("\"" + reversed(WORK) + "\",\"" + RpcFixture.VECTOR_PROOF + "\""),
        HEX);
    row("unknown hash", submit("\"" + GOOD_HASH + "\",\"" + RpcFixture.VECTOR_PROOF + "\""), HEX);
  }

  private void heights() {
    row("height a string", call("getblockbyheight", "\"7\""), HEIGHT);
    row("height true", call("getblockbyheight", "true"), HEIGHT);
    row("no height", call("getblockbyheight", "[]"), HEIGHT);
    row("two heights", call("getblockbyheight", "[1,2]"), HEIGHT);
    row("height in two arrays", call("getblockbyheight", "[[7]]"), HEIGHT);
    row("height null in an array", call("getblockbyheight", "[null]"), HEIGHT);
  }

  private void hashes() {
    row("hash a number as params", call("getblockbyhash", "7"), HASH_TYPE);
    row("no hash", call("getblockbyhash", "[]"), HASH_TYPE);
    row("empty hash", call("getblockbyhash", "\"\""), HASH);
    row("hash of 31 bytes as params", call("getblockbyhash", "\"" + "ab".repeat(31) + "\""), HASH);
    row("hash of 33 bytes as params", call("getblockbyhash", "\"" + "ab".repeat(33) + "\""), HASH);
    row("odd digits", call("getblockbyhash", "\"" + "a".repeat(65) + "\""), HASH);
    row("hash no hex", call("getblockbyhash", "\"" + "xy".repeat(32) + "\""), HASH);
  }

  static String call(String method, String params) {
    return "{\"method\":\"" + method + "\",\"params\":" + params + ",\"id\":1}";
  }

  static String submit(String params) {
    return call("submitauxblock", "[" + params + "]");
  }

  private static String reversed(String hex) {
    return Bytes.fromHex(hex).reversed().hex();
  }

  private static byte[] bytes(String hex, String rest) {
    var front = HexFormat.of().parseHex(hex);
    var back = rest.getBytes(StandardCharsets.UTF_8);
    var all = Arrays.copyOf(front, front.length + back.length);
    System.arraycopy(back, 0, all, front.length, back.length);
    return all;
  }

  private void row(String name, String body, Told told) {
    row(name, body.getBytes(StandardCharsets.UTF_8), told);
  }

  private void row(String name, byte[] body, Told told) {
    rows.add(new Row(name, Bytes.of(body), told));
  }
}
