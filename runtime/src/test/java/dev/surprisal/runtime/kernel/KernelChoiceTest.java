package dev.surprisal.runtime.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelChoiceTest {
  private static final Host WIDE = new Host(true, true, 512, "amd64");
  private static final Host NO_MODULE = new Host(false, true, 0, "amd64");

  @Test
  void takesVectorsWhereTheyPay() {
    assertThat(KernelChoice.of("auto", WIDE)).isEqualTo(new KernelChoice(true, "vector: 512 bits"));
    assertThat(KernelChoice.of("auto", new Host(true, true, 128, "aarch64")).vector()).isTrue();
  }

  @Test
  void staysScalarElsewhereAndSaysWhy() {
    assertThat(KernelChoice.of("auto", NO_MODULE))
        .isEqualTo(
            new KernelChoice(false, "scalar: started without --add-modules jdk.incubator.vector"));
    assertThat(KernelChoice.of("auto", new Host(true, false, 512, "amd64")))
        .isEqualTo(
            new KernelChoice(false, "scalar: this VM has no optimising compiler for vectors"));
    assertThat(KernelChoice.of("auto", new Host(true, true, 128, "amd64")))
        .isEqualTo(new KernelChoice(false, "scalar: this processor's vectors are too narrow"));
  }

  @Test
  void canBeOverridden() {
    assertThat(KernelChoice.of("scalar", WIDE).vector()).isFalse();
    assertThat(KernelChoice.of("vector", new Host(true, false, 128, "amd64")).vector()).isTrue();
  }

  @Test
  void forcedVectorsWithoutTheModuleFailClearly() {
    assertThatIllegalStateException()
        .isThrownBy(() -> KernelChoice.of("vector", NO_MODULE))
        .withMessageContaining("--add-modules jdk.incubator.vector");
  }

  @Test
  void refusesOtherSettings() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KernelChoice.of("simd", WIDE))
        .withMessage("surprisal.kernels=simd: must be auto, scalar or vector");
  }

  @ParameterizedTest
  @CsvSource({
    "OpenJDK 64-Bit Server VM, 'mixed mode, sharing', true",
    "OpenJDK 64-Bit Server VM, 'mixed mode, emulated-client, sharing', false",
    "OpenJDK 64-Bit Server VM, 'interpreted mode, sharing', false",
    "OpenJDK Client VM, 'mixed mode', false",
    "OpenJDK 64-Bit Zero VM, 'interpreted mode', false"
  })
  void knowsWhichVirtualMachinesOptimise(String name, String info, boolean optimises) {
    assertThat(Host.optimises(name, info)).isEqualTo(optimises);
  }

  /** The build runs all tests twice, with the module and without: each time the kernels follow. */
  @Test
  void thisVirtualMachineHasWhatItWasStartedWith() {
    boolean vector = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    assertThat(Kernels.description()).startsWith(vector ? "vector" : "scalar");
    assertThat(Kernels.FLOATS).isInstanceOf(vector ? ByLength.class : ScalarFloatKernels.class);
    assertThat(Kernels.DOUBLES).isInstanceOf(vector ? ByLength.class : ScalarDoubleKernels.class);
  }
}
