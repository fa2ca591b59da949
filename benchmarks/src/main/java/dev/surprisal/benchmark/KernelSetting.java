package dev.surprisal.benchmark;

import java.util.List;

/** The kernels that a forked VM is told to use. */
public enum KernelSetting {
  /** What the runtime chooses. */
  AUTO,
  /** Plain loops. */
  SCALAR,
  /** The Vector API. */
  VECTOR;

  /**
   * What chooses them.
   *
   * @return the flags of the VM
   */
  public List<String> vmFlags() {
    String setting = "-Dsurprisal.kernels=" + this;
    return this == SCALAR
        ? List.of(setting)
        : List.of(setting, "--add-modules", "jdk.incubator.vector");
  }

  @Override
  public String toString() {
    return switch (this) {
      case AUTO -> "auto";
      case SCALAR -> "scalar";
      case VECTOR -> "vector";
    };
  }
}
