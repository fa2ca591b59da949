package dev.surprisal.runtime.kernel;

import java.util.Optional;

/**
 * What the choice of kernels depends on.
 *
 * @param vectorModule whether {@code jdk.incubator.vector} is in the boot layer
 * @param optimisingCompiler whether vectors will be compiled to vector instructions
 * @param vectorBits the width of the preferred vectors, 0 without the module
 * @param architecture the processor's, as the property {@code os.arch} names it
 */
record Host(boolean vectorModule, boolean optimisingCompiler, int vectorBits, String architecture) {

  /** The host of this virtual machine. */
  static Host current() {
    Optional<Module> vectors = ModuleLayer.boot().findModule("jdk.incubator.vector");
    vectors.ifPresent(Host.class.getModule()::addReads);
    boolean vectorModule = vectors.isPresent();
    return new Host(
        vectorModule,
        optimises(System.getProperty("java.vm.name", ""), System.getProperty("java.vm.info", "")),
        vectorModule ? VectorFloatKernels.BITS : 0,
        System.getProperty("os.arch", ""));
  }

  /**
   * Whether a VM compiles with C2 (or Graal): not if it only interprets, and not if it is a client
   * VM or was told to act as one, as with {@code -XX:TieredStopAtLevel=1}.
   */
  static boolean optimises(String vmName, String vmInfo) {
    return !vmInfo.contains("interpreted mode")
        && !vmInfo.contains("emulated-client")
        && !vmName.contains("Client VM")
        && !vmName.contains("Zero VM");
  }

  /**
   * Whether a fused multiply-add is an instruction: always on AArch64; on x86 since vectors of 256
   * bits hold integers too. Without it, each one is a call into BigDecimal.
   */
  boolean fusedMultiplyAdd() {
    return architecture.equals("aarch64") || vectorBits >= 256;
  }
}
