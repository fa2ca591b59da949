package dev.surprisal.processor.write;

import java.util.Locale;
import java.util.Set;

/**
 * The words of the blocks of a program.
 *
 * @param floats the blocks that are of float
 */
record BlockTerms(Terms terms, Set<String> floats) {
  /** The type of a block's numbers. */
  String typeOf(String block) {
    return floats.contains(block) ? "float" : "double";
  }

  /** Words in which the kernels are those of the type of a block. */
  Terms kernelsOf(String block) {
    return terms.with(
        "blockKernels",
        new StaticImports.Member(
            RuntimeNames.KERNELS, typeOf(block).toUpperCase(Locale.ROOT) + "_BLOCKS"));
  }
}
