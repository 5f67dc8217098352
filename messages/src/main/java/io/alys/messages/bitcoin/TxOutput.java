package io.alys.messages.bitcoin;

import io.alys.messages.types.Bytes;
import io.alys.messages.types.UInt64;

/** An output of a Bitcoin transaction: its value in satoshis and its script. */
public record TxOutput(UInt64 value, Bytes scriptPubKey) {}
