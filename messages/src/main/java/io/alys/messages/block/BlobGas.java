package io.alys.messages.block;

import io.alys.messages.types.UInt64;

/** The two payload fields that Deneb adds (EIP-4844). */
public record BlobGas(UInt64 blobGasUsed, UInt64 excessBlobGas) {}
