/** Storage on plain mapped files: it needs nothing but the JDK and Agrona. */
package io.quorate.storage.mapped;
