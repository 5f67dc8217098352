package io.alys.integration.libp2p.identity;

/** The kinds of keys that are taken; libp2p also has RSA and ECDSA on P-256, which are refused. */
public enum KeyType {
  ED25519(1, 32, 32),
  SECP256K1(2, 33, 32);

  private final int code;
  private final int publicSize;
  private final int secretSize;

  KeyType(int code, int publicSize, int secretSize) {
    this.code = code;
    this.publicSize = publicSize;
    this.secretSize = secretSize;
  }

  /** Its number in the protobuf encoding. */
  public int code() {
    return code;
  }

  /** Bytes of a public key. */
  public int publicSize() {
    return publicSize;
  }

  /** Bytes of a secret key. */
  public int secretSize() {
    return secretSize;
  }
}
