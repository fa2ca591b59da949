package dev.surprisal.runtime.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surprisal.runtime.Workers;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ranges as long as arrays can be, without the arrays: what works on a range part by part covers it
 * with parts that adjoin, and no index goes beyond the largest.
 */
class LongRangesTest {
  /** The length of the longest array of any VM. */
  private static final int LONGEST = Integer.MAX_VALUE;

  /** Kernels whose primitives on parts take note of the part and do nothing. */
  private static final class Parts implements InvocationHandler {
    private int end;

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      if (method.isDefault()) {
        return InvocationHandler.invokeDefault(proxy, method, arguments);
      }
      int at = Arrays.asList(method.getParameterTypes()).indexOf(int.class);
      int start = (int) arguments[at];
      int length = (int) arguments[at + 1];
      if (start != end || length < 1 || length > RowKernels.SEGMENT) {
        assertThat(start + ", " + length).as("a part").isEqualTo(end + ", ...");
      }
      end = start + length;
      return method.getReturnType() == double.class ? 0.0 : null;
    }

    RowKernels<Object> kernels() {
      Object proxy =
          Proxy.newProxyInstance(
              RowKernels.class.getClassLoader(), new Class<?>[] {RowKernels.class}, this);
      @SuppressWarnings("unchecked")
      RowKernels<Object> kernels = (RowKernels<Object>) proxy;
      return kernels;
    }
  }

  static Stream<Method> primitivesThatWorkInParts() {
    return Stream.of(RowKernels.class.getMethods()).filter(Method::isDefault);
  }

  static Stream<Method> primitivesThatAreShared() {
    return Stream.of(LongRowKernels.class.getMethods())
        .filter(method -> !method.getName().endsWith("OfSegment"));
  }

  @ParameterizedTest
  @MethodSource("primitivesThatWorkInParts")
  void partsCoverTheRange(Method primitive) throws ReflectiveOperationException {
    Parts parts = new Parts();
    primitive.invoke(parts.kernels(), wholeRange(primitive));
    assertThat(parts.end).isEqualTo(LONGEST);
  }

  @ParameterizedTest
  @MethodSource("primitivesThatAreShared")
  void sharedPartsCoverTheRange(Method primitive) throws ReflectiveOperationException {
    Parts parts = new Parts();
    // Nobody comes to help, so that parts are taken in their order.
    Workers alone = Workers.of(task -> {}, 2);
    primitive.invoke(alone.share(parts.kernels()), wholeRange(primitive));
    assertThat(parts.end).isEqualTo(LONGEST);
  }

  /** From 0 on; no arrays. */
  private static Object[] wholeRange(Method primitive) {
    Class<?>[] types = primitive.getParameterTypes();
    Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      arguments[i] = types[i] == double.class ? (Object) 1.0 : types[i] == int.class ? 0 : null;
    }
    arguments[Arrays.asList(types).lastIndexOf(int.class)] = LONGEST;
    return arguments;
  }
}
