package io.quorate.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Which commit a run was built from, read from git's own files; only whether anything was changed
 * since is asked of the {@code git} program, if there is one.
 *
 * @param sha    the commit, 40 hex digits; null outside of a repository.
 * @param branch the branch; null outside of a repository or on a detached head.
 * @param dirty  whether tracked files differ from the commit; null when that is not known.
 */
public record Git(String sha, String branch, Boolean dirty) {
    /** Outside of any repository. */
    public static final Git NONE = new Git(null, null, null);

    private static final int SHORT = 7;

    /** The repository that a directory belongs to. */
    public static Git at(final Path directory) {
        for (Path at = directory.toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(".git"))) {
                return ofWorkTree(at);
            }
        }
        return NONE;
    }

    private static Git ofWorkTree(final Path top) {
        try {
            final Path gitDir = gitDir(top);
            final String head = Files.readString(gitDir.resolve("HEAD")).strip();
            if (!head.startsWith("ref: ")) {
                return new Git(head, null, isDirty(top));
            }
            final String ref = head.substring("ref: ".length());
            final String branch = ref.replaceFirst("^refs/heads/", "");
            return new Git(sha(commonDir(gitDir), ref).orElse(null), branch, isDirty(top));
        } catch (final IOException e) {
            return NONE;     // a description of the run is no reason to refuse the run
        }
    }

    /** A linked work tree has a file {@code .git} that says where its directory is. */
    private static Path gitDir(final Path top) throws IOException {
        final Path git = top.resolve(".git");
        if (Files.isDirectory(git)) {
            return git;
        }
        final String link = Files.readString(git).strip().replaceFirst("^gitdir: ", "");
        return top.resolve(link);
    }

    private static Path commonDir(final Path gitDir) throws IOException {
        final Path pointer = gitDir.resolve("commondir");
        return Files.exists(pointer) ? gitDir.resolve(Files.readString(pointer).strip()) : gitDir;
    }

    private static Optional<String> sha(final Path commonDir, final String ref) throws IOException {
        final Path loose = commonDir.resolve(ref);
        if (Files.exists(loose)) {
            return Optional.of(Files.readString(loose).strip());
        }
        final Path packed = commonDir.resolve("packed-refs");
        final List<String> lines = Files.exists(packed) ? Files.readAllLines(packed) : List.of();
        return lines.stream()
                .filter(line -> line.endsWith(" " + ref))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .findFirst();
    }

    private static Boolean isDirty(final Path top) throws IOException {
        final Path answer = Files.createTempFile("quorate-git", ".txt");
        Process git = null;
        try {
            git = new ProcessBuilder("git", "status", "--porcelain", "--untracked-files=no")
                    .directory(top.toFile())
                    .redirectOutput(answer.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            final boolean answered = git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0;
            return answered ? Files.size(answer) > 0 : null;
        } catch (final IOException e) {
            return null;     // no git on this machine
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            if (git != null) {
                git.destroy();
            }
            Files.delete(answer);
        }
    }

    /** For names and tables: {@code 3f2c1ab}, {@code 3f2c1ab-dirty} or {@code nogit}. */
    public String label() {
        if (sha == null) {
            return "nogit";
        }
        final String brief = sha.substring(0, Math.min(SHORT, sha.length()));
        return Boolean.TRUE.equals(dirty) ? brief + "-dirty" : brief;
    }
}
