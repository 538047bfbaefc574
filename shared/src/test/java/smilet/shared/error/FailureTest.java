package smilet.shared.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureTest {
  private static final Path FILE = Path.of("/data/x.png");

  /** Everything that the file system may throw, as Java throws it. */
  private static final List<IOException> FAULTS =
      List.of(
          new NoSuchFileException("/data/x.png"),
          new AccessDeniedException("/data/x.png"),
          new FileAlreadyExistsException("/data/x.png"),
          new NotDirectoryException("/data/x.png"),
          new DirectoryNotEmptyException("/data/x.png"),
          new FileSystemLoopException("/data/x.png"),
          new FileSystemException("/data/x.png", null, "Is a directory"),
          new FileSystemException("/data/x.png", null, "No space left on device"),
          new FileSystemException("/data/x.png"),
          new IOException("Is a directory"),
          new IOException("No space left on device"),
          new IOException((String) null),
          new IOException(
              "Cannot run program \"/no/ssh\": Exec failed, error: 2 (No such file or directory)"),
          new IOException("Cannot run program \"/no\": error=13, Permission denied"),
          new MalformedInputException(1),
          new EOFException());

  @Test
  void everyFileErrorNamesItsFileOnceAndHasNoWordsOfJava() {
    for (IOException fault : FAULTS) {
      for (FileError error :
          List.of(
              new FileError("cannot read", FILE, fault),
              FileError.within("cannot read", FILE, fault))) {
        assertThat(error)
            .hasMessageMatching("cannot read /data/x\\.png: [a-z].*")
            .hasMessageNotContainingAny("Input length", "Is a directory", "null", "Exec failed");
        assertThat(error.getMessage().split("x\\.png", -1)).as(error.getMessage()).hasSize(2);
        assertThat(Failure.of(error).message()).isEqualTo(error.getMessage());
      }
    }
  }

  @Test
  void anErrorSomewhereInAFolderNamesTheFileThatJavaNames() {
    Path folder = Path.of("/data");
    IOException fault = new AccessDeniedException("/data/secret");
    assertThat(FileError.within("cannot read", folder, fault))
        .hasMessage("cannot read /data/secret: permission denied");
    FileError named = new FileError("cannot read", FILE, fault);
    assertThat(FileError.within("cannot list", folder, named)).isSameAs(named);
  }

  @Test
  void anErrorOfTheFileSystemThatNobodyTranslatedStillNamesItsFile() {
    Failure failure = Failure.of(new UncheckedIOException(new AccessDeniedException("/data")));
    assertThat(failure.message()).isEqualTo("/data: permission denied");
    assertThat(failure.exitCode()).isEqualTo(ExitCode.USER_ERROR);
  }

  @Test
  void onlyAUserErrorAndAnIoErrorAreTheUsers() {
    assertThat(Failure.of(new UserError("--fps must be 1")).exitCode())
        .isEqualTo(ExitCode.USER_ERROR);
    for (RuntimeException bug :
        List.of(new IllegalArgumentException("fps"), new NullPointerException())) {
      Failure failure = Failure.of(bug);
      assertThat(failure.exitCode()).isEqualTo(ExitCode.MISTAKE);
      assertThat(failure.message())
          .isEqualTo("this is a mistake in Smilet: " + bug + "; SMILET_DEBUG=1 shows where");
    }
  }

  @Test
  void aFailureIsPrintedInOneLine() {
    StringWriter err = new StringWriter();
    int exitCode =
        Failure.of(new UserError("two\n lines of \u001b[31mred"))
            .print(new PrintWriter(err), "smilet");
    assertThat(err).hasToString("smilet: two; lines of \\u001b[31mred" + System.lineSeparator());
    assertThat(exitCode).isEqualTo(2);
  }

  @Test
  void anOptionIsNamed() {
    assertThatThrownBy(() -> UserError.require(false, "--fps", "1 to 1000", 0))
        .isInstanceOf(UserError.class)
        .hasMessage("--fps must be 1 to 1000, was 0");
    UserError.require(true, "--fps", "1 to 1000", 30);
    assertThat(UserError.<Integer>naming("--fps", () -> 30)).isEqualTo(30);
    assertThatThrownBy(() -> UserError.naming("--fps", () -> Integer.valueOf("x")))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("--fps: ");
  }
}
