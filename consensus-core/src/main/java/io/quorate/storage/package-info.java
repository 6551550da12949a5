/** What logs and vote stores share, wherever they keep their bytes. */
package io.quorate.storage;
