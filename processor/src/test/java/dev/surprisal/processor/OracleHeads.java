package dev.surprisal.processor;

import dev.surprisal.annotation.Precision;
import dev.surprisal.runtime.ArrayLossFunction;
import java.lang.reflect.Constructor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;

/** The losses that the cases of the oracle need, generated in one compilation. */
final class OracleHeads {
  /** The generated classes, by the members of {@code @Loss} that declare them. */
  private static final Map<String, Class<?>> CLASSES =
      compile(
          OracleCase.ALL.stream()
              .map(OracleMapping::call)
              .flatMap(call -> Stream.of(Precision.values()).map(call::members))
              .distinct()
              .toList());

  private OracleHeads() {}

  private static Map<String, Class<?>> compile(List<String> declared) {
    JavaFileObject[] sources = new JavaFileObject[declared.size()];
    for (int i = 0; i < sources.length; i++) {
      sources[i] =
          Compiling.source(
              "oracle.Head" + i,
              "package oracle;",
              "import dev.surprisal.annotation.*;",
              "@Loss(" + declared.get(i) + ")",
              "public interface Head" + i + " {}");
    }
    ClassLoader loader = Compiling.load(Compiling.compile(sources));
    Map<String, Class<?>> classes = new HashMap<>();
    for (int i = 0; i < sources.length; i++) {
      try {
        classes.put(declared.get(i), loader.loadClass("oracle.Head" + i + "Loss"));
      } catch (ClassNotFoundException missing) {
        throw new AssertionError(missing);
      }
    }
    return classes;
  }

  /**
   * An instance.
   *
   * @param members the members of {@code @Loss}
   * @param weights what the constructor is given, where it takes weights
   */
  @SuppressWarnings("unchecked")
  static ArrayLossFunction<Object, Object> loss(String members, double[] weights) {
    try {
      Constructor<?> constructor = Compiling.constructorOf(CLASSES.get(members));
      Object loss =
          constructor.getParameterCount() == 1
              ? constructor.newInstance((Object) weights)
              : constructor.newInstance();
      return (ArrayLossFunction<Object, Object>) loss;
    } catch (ReflectiveOperationException failed) {
      throw new AssertionError(failed);
    }
  }
}
