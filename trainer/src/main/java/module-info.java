/** The desktop side: from faces, by gradient descent, to a fixed-point model on a device. */
module smilet.trainer {
  requires info.picocli;
  requires java.management;
  requires jdk.incubator.vector;
  requires jdk.management;
  requires smilet.shared;

  opens smilet.trainer.cli to
      info.picocli;
}
