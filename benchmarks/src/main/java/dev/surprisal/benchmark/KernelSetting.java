package dev.surprisal.benchmark;

import java.util.List;

/** The kernels that a forked VM is told to use. */
enum KernelSetting {
  AUTO,
  SCALAR,
  VECTOR;

  /** The flags of the VM. */
  List<String> vmFlags() {
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
