package io.alys.messages.peers;

import io.alys.messages.types.Hash32;

/** V1's status; no V1 node sends or answers it today. */
public record V1Status(Hash32 finalised, Hash32 head) {}
