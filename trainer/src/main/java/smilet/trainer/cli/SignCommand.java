package smilet.trainer.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import smilet.shared.error.UserError;
import smilet.shared.file.AtomicFile;
import smilet.shared.file.ModelFile;
import smilet.shared.file.Outputs;
import smilet.trainer.flash.SigningKeys;

@Command(
    name = "sign",
    description = "Signs a model, in place or into another file.",
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

  @Override
  public Integer call() throws IOException {
    UserError.require(key.getFileName() != null, "--key", "the name of a file", key);
    Path target = out == null ? model : out;
    ModelFile file = ModelFiles.read(model);
    SigningKeys keys = SigningKeys.read(key);
    new Outputs()
        .reads(SigningKeys.privateFile(key))
        .reads(SigningKeys.publicFile(key))
        .writes(out == null ? "MODEL" : "--out", target);
    Instant time = at == null ? Instant.now() : at;
    ModelFile signed = UserError.naming("--key", () -> keys.sign(file, time.getEpochSecond()));
    AtomicFile.write(target, signed.encode());
    spec.commandLine().getOut().printf("%s is signed by %s%n", target, keys.publicKey());
    spec.commandLine().getOut().flush();
    return 0;
  }
}
