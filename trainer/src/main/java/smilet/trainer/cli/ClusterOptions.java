package smilet.trainer.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.ServiceLoader;
import picocli.CommandLine.Option;
import smilet.shared.error.UserError;
import smilet.trainer.folds.Cluster;
import smilet.trainer.folds.FaceSource;
import smilet.trainer.folds.FoldRunner;
import smilet.trainer.folds.ThreadRunner;
import smilet.trainer.folds.TrainingFaces;

/** Who runs fold trainings: the threads of this machine, or a cluster. */
final class ClusterOptions {
  private static final int MOST_SECONDS = 86_400;

  @Option(
      names = "--cluster",
      paramLabel = "ADDRESS",
      description =
          "Train on a cluster, for example spark://host:7077, instead of here; the models have the"
              + " same bytes. It needs Smilet's program for clusters, and DATA at the same path on"
              + " every worker.")
  Optional<String> address;

  @Option(
      names = "--cluster-wait",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description =
          "Give up if the cluster has had no worker for so long, 1 to 86400 (default:"
              + " ${DEFAULT-VALUE}).")
  int waitSeconds;

  /**
   * Checks the options.
   *
   * @throws UserError if one has no valid value
   */
  void require() {
    UserError.require(
        waitSeconds >= 1 && waitSeconds <= MOST_SECONDS,
        "--cluster-wait",
        "1 to " + MOST_SECONDS,
        waitSeconds);
    address.ifPresent(ClusterOptions::cluster);
  }

  /** Connects to the cluster, or else takes the threads of this machine. */
  FoldRunner runner(TrainingFaces faces, Path data, DataOptions options, int threads) {
    if (address.isEmpty()) {
      return new ThreadRunner(faces, threads);
    }
    if (faces.rendered().isPresent()) {
      throw new UserError("--with-rendered works without --cluster only; leave out one of the two");
    }
    return cluster(address.get())
        .connect(
            address.get(),
            new FaceSource(data, options.options(), options.corrections),
            faces.contentHash(),
            Duration.ofSeconds(waitSeconds));
  }

  private static Cluster cluster(String address) {
    boolean none = true;
    for (Cluster cluster : ServiceLoader.load(Cluster.class)) {
      if (cluster.hasAddress(address)) {
        return cluster;
      }
      none = false;
    }
    throw new UserError(
        none
            ? "--cluster needs Smilet's program for clusters: mvn package -Pspark makes it in"
                + " trainer/cluster/target/smilet-cluster"
            : "--cluster must be an address like spark://host:7077, was \"" + address + "\"");
  }
}
