/** Secret keys on disk: EIP-2335 keystores, their passwords, and the signer that they unlock. */
@NullMarked
package io.alys.integration.keys;

import org.jspecify.annotations.NullMarked;
