package dev.surprisal.processor.write;

import com.palantir.javapoet.ClassName;

/** The types of the runtime that generated classes use. */
final class RuntimeNames {
  private static final String PACKAGE = "dev.surprisal.runtime";

  static final ClassName ARRAY_LOSS_FUNCTION = ClassName.get(PACKAGE, "ArrayLossFunction");
  static final ClassName LOSS_VALUE = ClassName.get(PACKAGE, "LossValue");
  static final ClassName ARGUMENTS = ClassName.get(PACKAGE, "Arguments");
  static final ClassName GENERATED = ClassName.get(PACKAGE, "Generated");
  static final ClassName KERNELS = ClassName.get(PACKAGE + ".kernel", "Kernels");

  private RuntimeNames() {}
}
