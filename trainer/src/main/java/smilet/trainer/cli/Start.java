package smilet.trainer.cli;

/**
 * Where the launcher enters: brings in the Vector API, then hands over to {@link Smilet}.
 *
 * <p>{@code --add-modules jdk.incubator.vector} would do, but then the JVM opens every run with a
 * warning that no option silences. Loaded by the JDK's own hand once the JVM is up, the module is
 * as fast and nothing is printed. The launcher exports the package that this needs.
 */
public final class Start {
  private static final String VECTOR_MODULE = "jdk.incubator.vector";

  private Start() {}

  public static void main(String[] args) {
    try {
      loadVectorModule();
    } catch (ReflectiveOperationException e) {
      System.err.println(
          "smilet: this Java does not hand out its vector module; set SMILET_JAVA_OPTS to"
              + " --add-modules=jdk.incubator.vector and start again");
      System.exit(2);
    }
    Smilet.main(args);
  }

  /** Loads the module unless the JVM was told to, and lets this module see it. */
  static void loadVectorModule() throws ReflectiveOperationException {
    if (ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent()) {
      return;
    }
    Object loaded =
        Class.forName("jdk.internal.module.Modules")
            .getMethod("loadModule", String.class)
            .invoke(null, VECTOR_MODULE);
    Start.class.getModule().addReads((Module) loaded);
  }
}
