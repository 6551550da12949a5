/** Other systems beside Quorate, behind one small interface, and the verb that runs them. */
package io.quorate.peers;
