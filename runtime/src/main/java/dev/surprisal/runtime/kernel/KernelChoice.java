package dev.surprisal.runtime.kernel;

/**
 * Which kernels run, and why.
 *
 * @param vector whether the vector kernels do
 * @param reason for people: the kernels and the reason
 */
record KernelChoice(boolean vector, String reason) {

  /** The choice for a value of the system property, on a host. */
  static KernelChoice of(String setting, Host host) {
    return switch (setting) {
      case "scalar" -> new KernelChoice(false, "scalar: asked for by surprisal.kernels");
      case "vector" -> {
        if (!host.vectorModule()) {
          throw new IllegalStateException(
              "surprisal.kernels=vector needs the Vector API:"
                  + " start java with --add-modules jdk.incubator.vector");
        }
        yield new KernelChoice(true, vectorOf(host) + ", asked for by surprisal.kernels");
      }
      case "auto" -> automatic(host);
      default ->
          throw new IllegalArgumentException(
              "surprisal.kernels=" + setting + ": must be auto, scalar or vector");
    };
  }

  private static KernelChoice automatic(Host host) {
    if (!host.vectorModule()) {
      return new KernelChoice(false, "scalar: started without --add-modules jdk.incubator.vector");
    }
    if (!host.optimisingCompiler()) {
      return new KernelChoice(false, "scalar: this VM has no optimising compiler for vectors");
    }
    if (!host.fusedMultiplyAdd()) {
      return new KernelChoice(false, "scalar: this processor's vectors are too narrow");
    }
    return new KernelChoice(true, vectorOf(host));
  }

  private static String vectorOf(Host host) {
    return "vector: " + host.vectorBits() + " bits";
  }
}
