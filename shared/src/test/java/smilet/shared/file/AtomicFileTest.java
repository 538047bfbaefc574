package smilet.shared.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void makesAndReplacesAFile() throws Exception {
    Path file = folder.resolve("a");
    AtomicFile.write(file, new byte[] {1, 2, 3});
    AtomicFile.write(file, new byte[] {4});
    assertThat(Files.readAllBytes(file)).containsExactly(4);
    assertThat(names()).containsExactly("a");
  }

  @Test
  void afterAnyFailureTheOldFileIsWholeAndNothingElseIsLeft() throws Exception {
    Path file = folder.resolve("a");
    Files.write(file, new byte[] {9});
    for (int operation = 0; operation < 3; operation++) {
      FailingDisk disk = FailingDisk.fullAt(operation);
      assertThatThrownBy(() -> AtomicFile.write(disk, file, new byte[] {1, 2, 3}))
          .isInstanceOf(IOException.class)
          .hasMessage("cannot write " + file + ": no space left on device");
      assertThat(Files.readAllBytes(file)).containsExactly(9);
      assertThat(names()).containsExactly("a");
    }
  }

  @Test
  void aFailureToSyncTheFolderLeavesTheNewFileWhole() throws Exception {
    Path file = folder.resolve("a");
    FailingDisk disk = FailingDisk.fullAt(3);
    assertThatThrownBy(() -> AtomicFile.write(disk, file, new byte[] {1, 2, 3}))
        .isInstanceOf(IOException.class);
    assertThat(Files.readAllBytes(file)).containsExactly(1, 2, 3);
    assertThat(names()).containsExactly("a");
  }

  @Test
  void aMissingFolderIsNamed() {
    Path file = folder.resolve("no/such/file");
    assertThatThrownBy(() -> AtomicFile.write(file, new byte[1]))
        .hasMessage("cannot write " + file + ": no such file or folder");
  }

  @Test
  void aFolderIsNotOverwritten() throws Exception {
    Path sub = Files.createDirectory(folder.resolve("sub"));
    assertThatThrownBy(() -> AtomicFile.write(sub, new byte[1]))
        .hasMessage("cannot write " + sub + ": it is not a regular file");
  }

  @Test
  void aLinkStaysAndTheFileBehindItIsReplaced() throws Exception {
    Path real = Files.createDirectory(folder.resolve("elsewhere")).resolve("real");
    Files.createSymbolicLink(folder.resolve("first"), Path.of("elsewhere/real"));
    Path second = Files.createSymbolicLink(folder.resolve("second"), Path.of("first"));
    for (byte content : new byte[] {1, 2}) { // the file is not there at first
      AtomicFile.write(second, new byte[] {content});
      assertThat(Files.readAllBytes(real)).containsExactly(content);
    }
    assertThat(second).isSymbolicLink();
    assertThat(folder.resolve("first")).isSymbolicLink();
    assertThat(names()).containsExactlyInAnyOrder("elsewhere", "first", "second");
  }

  @Test
  void linksThatLeadBackToThemselvesAreExplained() throws Exception {
    Path loop = Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
    assertThatThrownBy(() -> AtomicFile.write(loop, new byte[1]))
        .hasMessageContaining(loop + ": its links lead back to itself");
  }

  @Test
  void aReplacedFileKeepsItsPermissions() throws Exception {
    Path file = Files.write(folder.resolve("a"), new byte[1]);
    for (String mode : List.of("rw-------", "rw-rw-rw-", "rwxr-x---", "rw-r--r--")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
      AtomicFile.write(file, new byte[] {2});
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo(mode);
    }
  }

  private Stream<String> names() throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.map(p -> p.getFileName().toString()).toList().stream();
    }
  }
}
