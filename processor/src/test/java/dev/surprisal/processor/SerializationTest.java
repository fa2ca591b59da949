package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.DefaultInstantiatorStrategy;
import dev.surprisal.linear.LinearHead;
import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.runtime.LossFunction;
import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.Weighted;
import dev.surprisal.runtime.Workers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.objenesis.strategy.StdInstantiatorStrategy;

/** What goes to other machines, and comes back the same. */
class SerializationTest {
  private static final ClassLoader CLASSES =
      CompositeTest.compile(
          "public record Scan(",
          "    @Loss(distribution = CATEGORICAL, activation = SOFTMAX, classWeights = true)",
          "        float[] organ,",
          "    @Loss(distribution = GAUSSIAN, activation = IDENTITY, exampleWeights = true)",
          "        double[] diameter) {}");

  private static final ClassLoader LINEAR =
      CompositeTest.compile(
          "@Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = 3)"
              + " @Linear(inputs = 2) public class Token {}");

  private static final ClassLoader OWN =
      CompositeTest.compile(
          "@Loss(nll = \"delta * (z - y)^2\", parameters = \"delta > 0\") public class Own {}");

  private static final float[] LOGITS = {2, 0, 1, 1, 0, 3};
  private static final int[] CLASSES_OF_ROWS = {0, 2};

  /** A way to the other machine. */
  enum Serializer {
    JAVA {
      @Override
      Object copy(Object value, ClassLoader classes) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
          out.writeObject(value);
        }
        try (ObjectInputStream in = new Reading(bytes.toByteArray(), classes)) {
          return in.readObject();
        }
      }
    },
    /** As engines set it up. */
    KRYO {
      @Override
      Object copy(Object value, ClassLoader classes) {
        Kryo kryo = new Kryo();
        kryo.setRegistrationRequired(false);
        kryo.setClassLoader(classes);
        kryo.setInstantiatorStrategy(
            new DefaultInstantiatorStrategy(new StdInstantiatorStrategy()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Output out = new Output(bytes)) {
          kryo.writeClassAndObject(out, value);
        }
        return kryo.readClassAndObject(new Input(bytes.toByteArray()));
      }
    };

    abstract Object copy(Object value, ClassLoader classes) throws Exception;
  }

  private static final class Reading extends ObjectInputStream {
    private final ClassLoader classes;

    private Reading(byte[] bytes, ClassLoader classes) throws IOException {
      super(new ByteArrayInputStream(bytes));
      this.classes = classes;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass type)
        throws IOException, ClassNotFoundException {
      try {
        return super.resolveClass(type);
      } catch (ClassNotFoundException notOnThePath) {
        return Class.forName(type.getName(), false, classes);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static ArrayLossFunction<float[], int[]> organ() {
    return (ArrayLossFunction<float[], int[]>)
        CompositeTest.create(CLASSES, "ScanOrganLoss", (Object) new double[] {1, 2, 3});
  }

  @ParameterizedTest
  @EnumSource
  @SuppressWarnings("unchecked")
  void aLossKeepsWhatItsConstructorWasGiven(Serializer serializer) throws Exception {
    ArrayLossFunction<float[], int[]> loss = organ();

    ArrayLossFunction<float[], int[]> copy =
        (ArrayLossFunction<float[], int[]>) serializer.copy(loss, CLASSES);

    float[] gradients = new float[6];
    float[] gradientsOfCopy = new float[6];
    assertThat(copy.forwardBackward(LOGITS, CLASSES_OF_ROWS, gradientsOfCopy))
        .isEqualTo(loss.forwardBackward(LOGITS, CLASSES_OF_ROWS, gradients));
    assertThat(gradientsOfCopy).isEqualTo(gradients);
    assertThat(copy.description()).isEqualTo(loss.description());
  }

  @ParameterizedTest
  @EnumSource
  @SuppressWarnings("unchecked")
  void aFormulaKeepsItsParameters(Serializer serializer) throws Exception {
    ArrayLossFunction<float[], float[]> copy =
        (ArrayLossFunction<float[], float[]>)
            serializer.copy(CompositeTest.create(OWN, "OwnLoss", 2.5), OWN);

    assertThat(copy.forward(new float[] {1}, new float[] {3}).sum()).isEqualTo(10);
  }

  @ParameterizedTest
  @EnumSource
  @SuppressWarnings("unchecked")
  void workersStayWhereTheyAre(Serializer serializer) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try {
      LossFunction<float[], int[]> loss = organ().on(Workers.of(executor, 3));

      LossFunction<float[], int[]> copy =
          (LossFunction<float[], int[]>) serializer.copy(loss, CLASSES);

      assertThat(copy.forward(LOGITS, CLASSES_OF_ROWS))
          .isEqualTo(organ().forward(LOGITS, CLASSES_OF_ROWS));
      assertThat(((Workers) serializer.copy(Workers.of(executor, 3), CLASSES)).isCallerAlone())
          .isTrue();
    } finally {
      executor.shutdown();
    }
  }

  @ParameterizedTest
  @EnumSource
  @SuppressWarnings("unchecked")
  void aCompositeTakesItsHeadsAlong(Serializer serializer) throws Exception {
    Object outputs = CompositeTest.create(CLASSES, "Scan", LOGITS, new double[] {1, 2});
    Object targets =
        CompositeTest.create(
            CLASSES,
            "ScanLoss$Targets",
            CLASSES_OF_ROWS,
            new Weighted<>(new double[] {1, 0}, new double[] {1, 2}));
    Object loss =
        CompositeTest.create(
            CLASSES, "ScanLoss", organ(), CompositeTest.create(CLASSES, "ScanDiameterLoss"));
    LossFunction<Object, Object> copy =
        (LossFunction<Object, Object>) serializer.copy(loss, CLASSES);

    LossValue value = copy.forward(outputs, serializer.copy(targets, CLASSES));

    assertThat(value).isEqualTo(((LossFunction<Object, Object>) loss).forward(outputs, targets));
    Object values = CompositeTest.call(loss, "values", outputs, targets);
    assertThat(serializer.copy(values, CLASSES)).isEqualTo(values);
  }

  @ParameterizedTest
  @EnumSource
  @SuppressWarnings("unchecked")
  void aLinearHeadTakesItsShapeAlong(Serializer serializer) throws Exception {
    LossFunction<LinearHead, int[]> loss =
        (LossFunction<LinearHead, int[]>) CompositeTest.create(LINEAR, "TokenLoss");
    LinearHead head =
        new LinearHead(
            new float[] {1, -1, 0, 2}, new float[] {1, 2, 3, 4, 5, 6}, new float[] {0, 1, 0});
    loss.forward(head, CLASSES_OF_ROWS);

    LossFunction<LinearHead, int[]> copy =
        (LossFunction<LinearHead, int[]>) serializer.copy(loss, LINEAR);

    assertThat(copy.forward(head, CLASSES_OF_ROWS).mean())
        .isEqualTo(loss.forward(head, CLASSES_OF_ROWS).mean());
    assertThat(((LinearHead) serializer.copy(head, LINEAR)).weights()).isEqualTo(head.weights());
  }

  @ParameterizedTest
  @EnumSource
  void valuesAreValues(Serializer serializer) throws Exception {
    for (LossValue value : List.of(LossValue.ZERO, new LossValue(1.5, 3))) {
      assertThat(serializer.copy(value, CLASSES)).isEqualTo(value);
    }
  }
}
