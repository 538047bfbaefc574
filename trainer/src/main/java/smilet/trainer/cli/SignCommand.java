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
import smilet.shared.error.UserError;
import smilet.shared.file.AtomicFile;
import smilet.shared.file.ModelFile;
import smilet.shared.file.Outputs;
import smilet.trainer.flash.LastVersion;
import smilet.trainer.flash.SigningKeys;

@Command(
    name = "sign",
    description =
        "Signs a model, in place or into another file. Each signature of a key gets a higher"
            + " version than the one before, which NAME.version remembers.",
    mixinStandardHelpOptions = true)
final class SignCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = "The model file.")
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
    ModelFile file = ModelFiles.read(model);
    SigningKeys keys = SigningKeys.read(key);
    keys.warning().ifPresent(warning -> spec.commandLine().getErr().println(warning));
    new Outputs()
        .reads(SigningKeys.privateFile(key))
        .reads(SigningKeys.publicFile(key))
        .reads(SigningKeys.versionFile(key))
        .writes(out == null ? "MODEL" : "--out", target);
    Instant time = at == null ? Instant.now() : at;
    LastVersion last = new LastVersion(SigningKeys.versionFile(key));
    int next = version == null ? last.next() : version;
    ModelFile numbered = deployment.applied(file).withVersion(next);
    ModelFile signed = UserError.naming("--key", () -> keys.sign(numbered, time.getEpochSecond()));
    last.write(next); // first: a version that was never used does no harm, one used twice does
    AtomicFile.write(target, signed.encode(), model);
    spec.commandLine()
        .getOut()
        .printf(Locale.ROOT, "%s is signed by %s, version %d%n", target, keys.publicKey(), next);
    spec.commandLine().getOut().flush();
    return 0;
  }
}
