/** Log, vote and identity in the mapped files of Chronicle Queue. */
package io.quorate.storage.chronicle;
