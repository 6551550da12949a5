import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jdt.core.JavaCore;
import org.eclipse.jdt.core.ToolFactory;
import org.eclipse.jdt.core.formatter.CodeFormatter;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.Document;
import org.eclipse.text.edits.ReplaceEdit;
import org.eclipse.text.edits.TextEdit;

/**
 * Formats the repository's Java, or says what is not formatted: {@code Format check|fix ROOT}.
 *
 * <p>Eclipse's formatter does the work, with three wishes of ours: imports are sorted; a line that
 * its author broke is joined only for the sake of a brace; and two or more spaces inside a line are
 * a column that its author drew.
 */
final class Format {
    private static final int UNIT = CodeFormatter.K_COMPILATION_UNIT;
    private static final String SETTINGS = ".ci/format/java.properties";

    private final CodeFormatter eclipse;

    private Format(Path root) throws IOException {
        eclipse = ToolFactory.createCodeFormatter(options(root.resolve(SETTINGS)), 0);
    }

    public static void main(String[] args) throws Exception {
        final boolean fix = args[0].equals("fix");
        final Path root = Path.of(args[1]).toRealPath();
        final Format format = new Format(root);
        int offences = 0;
        for (final Path source : sources(root)) {
            final String before = Files.readString(source);
            final String after = format.settled(before);
            if (!after.equals(before)) {
                offences++;
                final String where = root.relativize(source) + ":" + firstDifference(before, after);
                System.err.println((fix ? "formatted " : "not formatted: ") + where);
                if (fix) {
                    Files.writeString(source, after);
                }
            }
        }
        if (offences > 0 && !fix) {
            System.err.println(offences + " file(s) are not formatted; run: mvn -Pfix");
            System.exit(1);
        }
    }

    private static List<Path> sources(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !root.relativize(file).toString().contains("target/"))
                    .sorted()
                    .toList();
        }
    }

    private static Map<String, String> options(Path settings) throws IOException {
        final Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(settings)) {
            properties.load(reader);
        }
        final Map<String, String> options = new HashMap<>();
        JavaCore.setComplianceOptions(JavaCore.VERSION_17, options);
        properties.forEach((key, value) -> options.put(
                "org.eclipse.jdt.core.formatter." + key, value.toString()));
        return options;
    }

    /** The formatter now and then wants a second look at its own work. */
    private String settled(String source) throws BadLocationException {
        String text = sortImports(source);
        for (int look = 0; look < 4; look++) {
            final String next = formatted(text);
            if (next.equals(text)) {
                break;
            }
            text = next;
        }
        return text;
    }

    private String formatted(String source) throws BadLocationException {
        final TextEdit edits = eclipse.format(UNIT, source, 0, source.length(), 0, "\n");
        if (edits == null) {
            return source; // not Java that can be parsed: the compiler will say why
        }
        for (final TextEdit edit : edits.getChildren()) {
            if (isUnwanted((ReplaceEdit) edit, source)) {
                edits.removeChild(edit);
            }
        }
        final Document document = new Document(source);
        edits.apply(document, TextEdit.NONE);
        return document.get();
    }

    private static boolean isUnwanted(ReplaceEdit edit, String source) {
        int from = edit.getOffset();
        int to = edit.getExclusiveEnd();
        while (from > 0 && isWhite(source.charAt(from - 1))) {
            from--;
        }
        while (to < source.length() && isWhite(source.charAt(to))) {
            to++;
        }
        final String before = source.substring(from, to);
        final String after = source.substring(from, edit.getOffset()) + edit.getText()
                + source.substring(edit.getExclusiveEnd(), to);
        final boolean isInside = from > 0 && to < source.length();
        if (!isInside || !before.isBlank() || after.contains("\n")) {
            return false;
        }
        final boolean joinsLines = before.contains("\n");
        return joinsLines ? source.charAt(from - 1) != '}' && source.charAt(to) != '{'
                : before.length() > 1 && !after.isEmpty();
    }

    private static boolean isWhite(char character) {
        return character == ' ' || character == '\n';
    }

    private static String sortImports(String source) {
        final List<String> lines = source.lines().toList();
        final int first = firstImport(lines);
        int end = first;
        for (int i = first; i < lines.size() && isImportOrBlank(lines.get(i)); i++) {
            end = lines.get(i).isBlank() ? end : i + 1;
        }
        if (first == end) {
            return source;
        }
        final Map<Boolean, List<String>> imports = lines.subList(first, end).stream()
                .filter(line -> !line.isBlank()).sorted().distinct()
                .collect(Collectors.partitioningBy(line -> line.startsWith("import static ")));
        final String sorted = Stream.of(imports.get(true), imports.get(false))
                .filter(group -> !group.isEmpty())
                .map(group -> String.join("\n", group))
                .collect(Collectors.joining("\n\n"));
        return Stream.of(lines.subList(0, first), List.of(sorted), lines.subList(end, lines.size()))
                .flatMap(List::stream).collect(Collectors.joining("\n", "", "\n"));
    }

    private static int firstImport(List<String> lines) {
        int at = 0;
        while (at < lines.size() && !lines.get(at).startsWith("import ")) {
            at++;
        }
        return at;
    }

    private static boolean isImportOrBlank(String line) {
        return line.isBlank() || line.startsWith("import ");
    }

    private static int firstDifference(String before, String after) {
        int line = 1;
        for (int i = 0; i < Math.min(before.length(), after.length()); i++) {
            if (before.charAt(i) != after.charAt(i)) {
                break;
            }
            line += before.charAt(i) == '\n' ? 1 : 0;
        }
        return line;
    }
}
