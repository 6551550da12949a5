/** Links that tell when the process of a peer is gone. */
package io.quorate.liveness;
