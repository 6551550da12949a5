package io.quorate.node;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** Reads a {@code .properties} file, in UTF-8, in which no key may stand twice. */
final class ConfigFile {
    private ConfigFile() {
    }

    /**
     * Keys and values, in the order of the file.
     *
     * @throws ConfigException naming the file, what is wrong with it, and the remedy
     */
    static Map<String, String> read(final Path file) {
        final Once once = new Once();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            once.load(reader);
        } catch (final NoSuchFileException e) {
            throw new ConfigException(file + " does not exist; name a file of settings", e);
        } catch (final AccessDeniedException e) {
            throw new ConfigException(file + " may not be read; give this user leave to", e);
        } catch (final CharacterCodingException e) {
            throw new ConfigException(file + " is not UTF-8 text; save it as such", e);
        } catch (final IOException e) {
            throw new ConfigException(file + " cannot be read (" + e.getMessage()
                    + "); name a file of settings", e);
        } catch (final IllegalArgumentException e) {
            throw new ConfigException(file + " is no properties file (" + e.getMessage()
                    + "); write a backslash twice", e);
        } catch (final ConfigException e) {
            throw new ConfigException(file + ": " + e.getMessage(), e);
        }
        return once.settings;
    }

    /** {@link Properties} silently keeps the last of several values. */
    private static final class Once extends Properties {
        private static final long serialVersionUID = 1L;
        private final transient Map<String, String> settings = new LinkedHashMap<>();

        @Override
        public synchronized Object put(final Object key, final Object value) {
            final String name = (String) key;
            if (settings.put(name, ((String) value).trim()) != null) {
                throw new ConfigException(name + " is set twice; keep one of the two lines");
            }
            return null;
        }
    }
}
