package smilet.device.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import smilet.shared.error.ExitCode;
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;
import smilet.shared.store.ModelStore;
import smilet.shared.store.TrustPolicy;
import smilet.shared.trust.KeyList;
import smilet.shared.trust.KeyRing;

/** {@code smilet-device trust}: shows or changes which models the store accepts. */
@Command(
    name = "trust",
    mixinStandardHelpOptions = true,
    description =
        "Shows which models the store accepts, whoever installs them; or changes it, and then"
            + " shows it.")
final class TrustCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Mixin StoreOptions store;

  @ArgGroup Change change;

  /** One deliberate change. */
  static final class Change {
    @Option(
        names = "--set",
        description =
            "Make --trusted-key, --list-key and --for those of the store, instead of what it"
                + " remembers.")
    boolean set;

    @Option(names = "--accept-all", description = "Accept every model again.")
    boolean acceptAll;

    @Option(
        names = "--forget-versions",
        description = "Forget how new the newest model was, so that older ones may run.")
    boolean forgetVersions;

    @Option(
        names = "--list",
        paramLabel = "FILE",
        description =
            "Take the signed list of keys in this file, or on standard input if it is -: smilet"
                + " trust writes it. Keys that it leaves out are no longer trusted.")
    Path list;
  }

  @Override
  public Integer call() throws IOException {
    TrustPolicy policy = store.trust.policy();
    if (change == null) {
      print(store.open());
      return ExitCode.OK;
    }
    UserError.require(
        !change.set || !policy.acceptsAnyone(),
        "--set",
        "given with --trusted-key or --for",
        "alone");
    Optional<KeyList> list = change.list == null ? Optional.empty() : Optional.of(list());
    ModelStore opened = store.openOrCreate();
    if (list.isPresent()) {
      opened.trust().take(list.get());
    } else if (change.forgetVersions) {
      opened.trust().forgetVersions();
    } else if (change.acceptAll) {
      opened.trust().set(Optional.empty(), KeyRing.NONE);
    } else {
      opened.trust().set(policy.kind(), policy.ring());
    }
    print(opened);
    return ExitCode.OK;
  }

  private KeyList list() throws IOException {
    byte[] bytes;
    if (change.list.toString().equals("-")) {
      bytes = System.in.readNBytes(KeyList.MAX_BYTES + 1);
    } else {
      try (InputStream in = Files.newInputStream(change.list)) {
        bytes = in.readNBytes(KeyList.MAX_BYTES + 1);
      } catch (IOException fault) {
        throw new FileError("cannot read", change.list, fault);
      }
    }
    return UserError.naming("--list", () -> KeyList.decode(bytes));
  }

  private void print(ModelStore opened) throws IOException {
    StatusCommand.trustWords(opened.status().trust()).forEach(spec.commandLine().getOut()::println);
    spec.commandLine().getOut().flush();
  }
}
