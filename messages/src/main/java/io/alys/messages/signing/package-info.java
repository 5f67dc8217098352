/** The protocol of the signer of votes. */
@NullMarked
package io.alys.messages.signing;

import org.jspecify.annotations.NullMarked;
