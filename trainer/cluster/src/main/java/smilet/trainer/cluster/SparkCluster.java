package smilet.trainer.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.CodeSource;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;
import smilet.trainer.folds.Cluster;
import smilet.trainer.folds.FaceSource;
import smilet.trainer.folds.FoldRunner;

/** A standalone Spark cluster, spark://host:port. */
public final class SparkCluster implements Cluster {
  private static final String SCHEME = "spark";
  private static final int CONNECT_MILLIS = 5_000;
  private static final String LOGGING = "log4j2.configurationFile";

  /** Made by the service loader. */
  public SparkCluster() {}

  @Override
  public boolean hasAddress(String address) {
    try {
      URI uri = new URI(address);
      return SCHEME.equals(uri.getScheme()) && uri.getHost() != null && uri.getPort() > 0;
    } catch (URISyntaxException notAnAddress) {
      return false;
    }
  }

  @Override
  public FoldRunner connect(
      String address, FaceSource source, String facesHash, Duration patience) {
    requireReachable(address);
    if (System.getProperty(LOGGING) == null) {
      System.setProperty(LOGGING, "classpath:smilet-log4j2.properties");
    }
    return new SparkRunner(
        new SparkContext(configuration(address)), address, source, facesHash, patience);
  }

  /** Spark itself would try for a minute, and say so in many lines. */
  private static void requireReachable(String address) {
    URI uri = URI.create(address);
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), CONNECT_MILLIS);
    } catch (IOException unreachable) {
      throw new UserError(
          "cannot reach the cluster %s: %s; is its master running?"
              .formatted(address, FileError.reason(unreachable)),
          unreachable);
    }
  }

  /** System properties that begin with "spark." change it. */
  private static SparkConf configuration(String address) {
    return new SparkConf()
        .setMaster(address)
        .setAppName("smilet")
        .setIfMissing("spark.ui.enabled", "false")
        .setIfMissing("spark.log.level", "OFF")
        .setIfMissing("spark.jars", jars())
        .setIfMissing(
            "spark.executor.extraJavaOptions",
            "--add-modules=jdk.incubator.vector -Djava.awt.headless=true");
  }

  /** What the workers need besides Spark: the jars that these classes are in. */
  private static String jars() {
    return Stream.of(UserError.class, Cluster.class, SparkCluster.class, CSVFormat.class)
        .map(type -> type.getProtectionDomain().getCodeSource())
        .map(CodeSource::getLocation)
        .map(String::valueOf)
        .distinct()
        .collect(Collectors.joining(","));
  }
}
