package io.quorate.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitTest {
    private static final String SHA = "3f2c1ab0123456789abcdef0123456789abcdef0";

    @TempDir
    private Path top;

    private void write(final String path, final String text) throws IOException {
        final Path file = top.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }

    @Test
    void aLooseBranchIsReadFromItsFile() throws IOException {
        write(".git/HEAD", "ref: refs/heads/topic/one");
        write(".git/refs/heads/topic/one", SHA);
        assertCommit("topic/one", Git.at(top));
    }

    @Test
    void aPackedBranchIsFoundInTheList() throws IOException {
        write(".git/HEAD", "ref: refs/heads/main");
        write(".git/packed-refs", "# pack-refs with: peeled\n" + "0".repeat(40)
                + " refs/heads/main2\n" + SHA + " refs/heads/main");
        assertCommit("main", Git.at(top));
    }

    @Test
    void aDetachedHeadIsItsOwnCommit() throws IOException {
        write(".git/HEAD", SHA);
        assertCommit(null, Git.at(top));
    }

    @Test
    void aLinkedWorkTreeLooksInTheCommonDirectory() throws IOException {
        write("repo/.git/refs/heads/side", SHA);
        write("repo/.git/worktrees/side/HEAD", "ref: refs/heads/side");
        write("repo/.git/worktrees/side/commondir", "../..");
        write("side/.git", "gitdir: ../repo/.git/worktrees/side");
        assertCommit("side", Git.at(top.resolve("side")));
    }

    @Test
    void aDirectoryFurtherDownBelongsToTheRepository() throws IOException {
        write(".git/HEAD", SHA);
        assertCommit(null, Git.at(Files.createDirectories(top.resolve("a/b"))));
    }

    @Test
    void aBranchWithoutACommitHasNone() throws IOException {
        write(".git/HEAD", "ref: refs/heads/main");
        assertEquals("nogit", Git.at(top).label());
    }

    @Test
    void damageIsNoReasonToRefuseARun() throws IOException {
        Files.createDirectories(top.resolve(".git"));
        assertEquals(Git.NONE, Git.at(top));
    }

    @Test
    void aLabelSaysWhatIsKnown() {
        assertEquals("3f2c1ab", new Git(SHA, "main", false).label());
        assertEquals("3f2c1ab", new Git(SHA, "main", null).label());
        assertEquals("3f2c1ab-dirty", new Git(SHA, "main", true).label());
        assertEquals("nogit", Git.NONE.label());
    }

    private static void assertCommit(final String branch, final Git git) {
        assertEquals(SHA, git.sha());
        assertEquals(branch, git.branch());
    }
}
