package smilet.trainer.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import smilet.shared.error.UserError;
import smilet.trainer.flash.SigningKeys;

@Command(
    name = "keys",
    description =
        "Makes an Ed25519 key pair: NAME.key signs models, NAME.pub lets devices check the signature.",
    mixinStandardHelpOptions = true)
final class KeysCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      description = "The file names of the two keys, without .key and .pub.")
  Path name;

  @Override
  public Integer call() throws IOException {
    UserError.require(name.getFileName() != null, "NAME", "the name of a file", name);
    SigningKeys keys = SigningKeys.create(name);
    spec.commandLine()
        .getOut()
        .printf(
            "%s.key is secret: keep it here. Start each device with --trusted-key %s%n",
            name, keys.publicKey());
    spec.commandLine().getOut().flush();
    return 0;
  }
}
