package dev.surprisal.benchmark.options;

import dev.surprisal.benchmark.Median;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a row costs.
 *
 * @param row the row
 * @param vms what each VM has measured, by ways
 */
record RowCosts(Row row, List<Map<Way, Cost>> vms) {
  /**
   * What a call costs in one VM.
   *
   * @param nanos its time
   * @param bytes what it allocates
   */
  record Cost(double nanos, double bytes) {}

  /** As a {@link RowLoop} has printed them. */
  static Map<Way, Cost> parse(String printed) {
    Map<Way, Cost> costs = new EnumMap<>(Way.class);
    printed
        .lines()
        .map(line -> line.split(" "))
        .forEach(cells ->
            costs.put(
                Way.valueOf(cells[0]),
                new Cost(Double.parseDouble(cells[1]), Double.parseDouble(cells[2]))));
    return costs;
  }

  Set<Way> ways() {
    return vms.get(0).keySet();
  }

  /** The median over VMs, per output. */
  double nanos(Way way) {
    return Median.of(vms.stream().mapToDouble(vm -> vm.get(way).nanos()).toArray()) / row.outputs();
  }

  /** That of the slowest VM, per output. */
  double slowestNanos(Way way) {
    return vms.stream().mapToDouble(vm -> vm.get(way).nanos()).max().orElseThrow() / row.outputs();
  }

  /** Of a call, the median over VMs. */
  double bytes(Way way) {
    return Median.of(vms.stream().mapToDouble(vm -> vm.get(way).bytes()).toArray());
  }
}
