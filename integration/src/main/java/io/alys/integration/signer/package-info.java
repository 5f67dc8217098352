/** Signs with a key that another process holds, over HTTP in the shape of Web3Signer's API. */
@NullMarked
package io.alys.integration.signer;

import org.jspecify.annotations.NullMarked;
