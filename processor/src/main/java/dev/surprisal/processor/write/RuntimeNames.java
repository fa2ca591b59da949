package dev.surprisal.processor.write;

import com.palantir.javapoet.ClassName;

/** The types of the runtime that generated classes use. */
final class RuntimeNames {
  private static final String PACKAGE = "dev.surprisal.runtime";

  static final ClassName LOSS_FUNCTION = ClassName.get(PACKAGE, "LossFunction");
  static final ClassName ARRAY_LOSS_FUNCTION = ClassName.get(PACKAGE, "ArrayLossFunction");
  static final ClassName NEWTON_LOSS = ClassName.get(PACKAGE, "NewtonLoss");
  static final ClassName LOSS_DESCRIPTION = ClassName.get(PACKAGE, "LossDescription");
  static final ClassName LOSS_VALUE = ClassName.get(PACKAGE, "LossValue");
  static final ClassName WEIGHTED = ClassName.get(PACKAGE, "Weighted");
  static final ClassName CENSORED = ClassName.get(PACKAGE, "Censored");
  static final ClassName WORKERS = ClassName.get(PACKAGE, "Workers");
  static final ClassName ARGUMENTS = ClassName.get(PACKAGE, "Arguments");
  static final ClassName OVERLAPS = ClassName.get(PACKAGE, "Overlaps");
  static final ClassName TARGETS = ClassName.get(PACKAGE, "TargetChecks");
  static final ClassName COUNTS = ClassName.get(PACKAGE, "CountChecks");
  static final ClassName AMOUNTS = ClassName.get(PACKAGE, "AmountChecks");
  static final ClassName WEIGHT_CHECKS = ClassName.get(PACKAGE, "WeightChecks");
  static final ClassName KNOWN_TARGETS = ClassName.get(PACKAGE, "KnownTargets");
  static final ClassName OUTPUTS = ClassName.get(PACKAGE, "OutputChecks");
  static final ClassName GENERATED = ClassName.get(PACKAGE, "Generated");
  static final ClassName KERNELS = ClassName.get(PACKAGE + ".kernel", "Kernels");
  static final ClassName ROW_KERNELS = ClassName.get(PACKAGE + ".kernel", "RowKernels");
  static final ClassName LONG_ROW_KERNELS = ClassName.get(PACKAGE + ".kernel", "LongRowKernels");
  static final ClassName ORDERED_CLASSES = ClassName.get(PACKAGE + ".kernel", "OrderedClasses");
  static final ClassName ROW_CLASSES = ClassName.get(PACKAGE + ".kernel", "RowClasses");
  static final ClassName COMPONENTS = ClassName.get(PACKAGE + ".kernel", "Components");
  static final ClassName COMPONENT_TRANSFERS =
      ClassName.get(PACKAGE + ".kernel", "ComponentTransfers");
  static final ClassName BLOCKS = ClassName.get(PACKAGE + ".kernel", "Blocks");

  private static final String LINEAR = "dev.surprisal.linear";

  static final ClassName LINEAR_HEAD = ClassName.get(LINEAR, "LinearHead");
  static final ClassName LINEAR_LOSS_FUNCTION = ClassName.get(LINEAR, "LinearLossFunction");
  static final ClassName LIKELY_CLASSES = ClassName.get(LINEAR, "LikelyClasses");
  static final ClassName LOGIT_TILE = ClassName.get(LINEAR, "LogitTile");
  static final ClassName LOGIT_TILES = ClassName.get(LINEAR, "LogitTiles");

  private RuntimeNames() {}
}
