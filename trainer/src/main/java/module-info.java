/** The desktop side: from faces, by gradient descent, to a fixed-point model on a device. */
@SuppressWarnings("requires-automatic") // XChart is no named module yet
module smilet.trainer {
  requires com.fasterxml.jackson.databind;
  requires info.picocli;
  requires java.desktop;
  requires java.management;
  requires static jdk.incubator.vector; // the launcher adds it
  requires jdk.management;
  requires me.tongfei.progressbar;
  requires org.apache.commons.csv;
  requires org.knowm.xchart;
  requires smilet.shared;

  uses smilet.trainer.folds.Cluster;

  opens smilet.trainer.cli to
      com.fasterxml.jackson.databind,
      info.picocli;
}
