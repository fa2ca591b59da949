package dev.surprisal.djl;

import ai.djl.ndarray.NDList;
import ai.djl.training.loss.AbstractCompositeLoss;
import ai.djl.training.loss.Loss;
import ai.djl.util.Pair;
import java.util.List;

final class HeadLosses extends AbstractCompositeLoss {
  HeadLosses(Loss... losses) {
    super("heads");
    components = List.of(losses);
  }

  @Override
  protected Pair<NDList, NDList> inputForComponent(int head, NDList labels, NDList predictions) {
    return new Pair<>(new NDList(labels.get(head)), new NDList(predictions.get(head)));
  }
}
