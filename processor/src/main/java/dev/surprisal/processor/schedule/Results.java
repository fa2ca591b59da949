package dev.surprisal.processor.schedule;

import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.schedule.program.BlockProgram.Destination;
import dev.surprisal.processor.schedule.program.BlockProgram.Store;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a program is to give: values by the names of their blocks, and where these are written. */
final class Results {
  /** The name of first derivatives. */
  static final String RESIDUAL = "residual";

  /** The name of second derivatives. */
  static final String CURVATURE = "curvature";

  private final List<Symbol> outputs;
  private final Map<String, Expr> values = new LinkedHashMap<>();
  private final List<Store> stores = new ArrayList<>();

  Results(List<Symbol> outputs) {
    this.outputs = outputs;
  }

  /** Adds a value that is not written. */
  void add(String block, Expr value) {
    values.put(block, value);
  }

  /** Adds what is written, for the only output or for each. */
  void store(String name, List<Expr> ofOutputs, Destination destination) {
    for (int i = 0; i < ofOutputs.size(); i++) {
      String letter = outputs.get(i).letter().toUpperCase(Locale.ROOT);
      String block = outputs.size() == 1 ? name : name + letter;
      stores.add(new Store(block, destination, i));
      values.put(block, ofOutputs.get(i));
    }
  }

  /** The values by their blocks, in the order in which they were added. */
  Map<String, Expr> values() {
    return Collections.unmodifiableMap(values);
  }

  /** What is written. */
  List<Store> stores() {
    return stores;
  }
}
