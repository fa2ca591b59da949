package dev.surprisal.processor.write;

import com.palantir.javapoet.ClassName;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The words of templates that mean the same in all classes: types, each by its own name with a
 * small letter, and kernels that are of no one type of arrays.
 */
final class CommonWords {
  private static final Map<String, Object> MEANINGS = new HashMap<>();

  static {
    putType(ClassName.get(Arrays.class));
    putType(ClassName.get(Double.class));
    putType(ClassName.get(Math.class));
    putType(ClassName.get(Objects.class));
    putType(ClassName.get(System.class));
    putType(RuntimeNames.ARGUMENTS);
    putType(RuntimeNames.BLOCKS);
    putType(RuntimeNames.COMPONENTS);
    putType(RuntimeNames.COMPONENT_TRANSFERS);
    putType(RuntimeNames.KNOWN_TARGETS);
    putType(RuntimeNames.LOGIT_TILE);
    putType(RuntimeNames.LONG_ROW_KERNELS);
    putType(RuntimeNames.LOSS_VALUE);
    putType(RuntimeNames.ORDERED_CLASSES);
    putType(RuntimeNames.OUTPUTS);
    putType(RuntimeNames.OVERLAPS);
    putType(RuntimeNames.ROW_CLASSES);
    putType(RuntimeNames.ROW_KERNELS);
    putType(RuntimeNames.WEIGHT_CHECKS);
    putType(RuntimeNames.WORKERS);
    putKernels("doubles", "DOUBLES");
    putKernels("functions", "FUNCTIONS");
  }

  private CommonWords() {}

  private static void putType(ClassName type) {
    String name = type.simpleName();
    MEANINGS.put(Character.toLowerCase(name.charAt(0)) + name.substring(1), type);
  }

  private static void putKernels(String word, String constant) {
    MEANINGS.put(word, new StaticImports.Member(RuntimeNames.KERNELS, constant));
  }

  /** What a word means; null if it is none of these. */
  static @Nullable Object meaning(String word) {
    return MEANINGS.get(word);
  }
}
