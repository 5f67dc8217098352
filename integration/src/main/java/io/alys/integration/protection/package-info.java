/** Watermarks in EIP-3076's interchange format, between one signer and the next (rule 2.9). */
@NullMarked
package io.alys.integration.protection;

import org.jspecify.annotations.NullMarked;
