package smilet.trainer.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import smilet.shared.error.ExitCode;
import smilet.shared.error.UserError;
import smilet.shared.file.AtomicFile;
import smilet.shared.file.FinderFile;
import smilet.shared.file.ModelFile;
import smilet.shared.file.Outputs;
import smilet.trainer.flash.LastVersion;
import smilet.trainer.flash.SigningKeys;

@Command(
    name = "sign",
    description =
        "Signs a model or a face finder, in place or into another file. Each model that a key signs"
            + " gets a higher version than the one before, which NAME.version remembers; a finder"
            + " has no version.",
    mixinStandardHelpOptions = true)
final class SignCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = "The file of a model or a face finder.")
  Path model;

  @Option(
      names = "--key",
      required = true,
      paramLabel = "NAME",
      description = "The key pair that smilet keys made: NAME.key and NAME.pub are read.")
  Path key;

  @Option(names = "--out", paramLabel = "FILE", description = "The file to write (default: MODEL).")
  Path out;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "The signing time, for example 2026-01-31T12:00:00Z (default: now).")
  Instant at;

  @Option(
      names = "--model-version",
      paramLabel = "N",
      description =
          "The model's version, 1 to 1000000000: devices refuse a version lower than the highest"
              + " that they have seen (default: one more than the last of this key).")
  Integer version;

  @Mixin DeploymentOptions deployment;

  @Override
  public Integer call() throws IOException {
    UserError.require(
        version == null || (version >= 1 && version <= ModelFile.MAX_VERSION),
        "--model-version",
        "1 to " + ModelFile.MAX_VERSION,
        version);
    deployment.require();
    UserError.require(key.getFileName() != null, "--key", "the name of a file", key);
    Path target = out == null ? model : out;
    SigningKeys keys = SigningKeys.read(key);
    keys.warning().ifPresent(warning -> spec.commandLine().getErr().println(warning));
    new Outputs()
        .reads(SigningKeys.privateFile(key))
        .reads(SigningKeys.publicFile(key))
        .reads(SigningKeys.versionFile(key))
        .writes(out == null ? "MODEL" : "--out", target);
    long time = (at == null ? Instant.now() : at).getEpochSecond();
    String signed =
        FinderFiles.isFinder(model)
            ? signFinder(keys, time, target)
            : signModel(keys, time, target);
    spec.commandLine().getOut().println(signed);
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }

  private String signModel(SigningKeys keys, long time, Path target) throws IOException {
    ModelFile file = ModelFiles.read(model);
    LastVersion last = new LastVersion(SigningKeys.versionFile(key));
    int next = version == null ? last.next() : version;
    ModelFile numbered = deployment.applied(file).withVersion(next);
    ModelFile signed = UserError.naming("--key", () -> keys.sign(numbered, time));
    last.write(next); // first: a version that was never used does no harm, one used twice does
    AtomicFile.write(target, signed.encode(), model);
    return String.format(
        Locale.ROOT, "%s is signed by %s, version %d", target, keys.publicKey(), next);
  }

  private String signFinder(SigningKeys keys, long time, Path target) throws IOException {
    if (version != null || deployment.isGiven()) {
      throw new UserError(
          "--model-version, --for and --crop are for smile models; %s is a face finder"
              .formatted(model));
    }
    FinderFile file = FinderFiles.read(model);
    FinderFile signed = UserError.naming("--key", () -> keys.sign(file, time));
    AtomicFile.write(target, signed.encode(), model);
    return "%s is signed by %s".formatted(target, keys.publicKey());
  }
}
