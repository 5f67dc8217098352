package io.alys.workflows.rules;

import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Gwei;

/** Coins that an address is to get by a withdrawal. */
public record Credit(EvmAddress address, Gwei amount) {}
