/** BLS12-381 by blst: the signature scheme of votes and the secret keys that sign them. */
@NullMarked
package io.alys.integration.bls;

import org.jspecify.annotations.NullMarked;
