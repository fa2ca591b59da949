package dev.surprisal.samples.digits;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * Handwritten digits.
 *
 * @param pixels 64 for each, row by row, 0 (paper) to 1 (ink)
 * @param labels 0..9 for each
 */
record Digits(float[] pixels, int[] labels) {
  static final int SIDE = 8;
  static final int PIXELS = SIDE * SIDE;

  private static final float DARKEST = 16;

  /** All 1,797 digits of the data set, in its order. */
  static Digits read() throws IOException {
    try (InputStream stream = Digits.class.getResourceAsStream("digits.csv");
        Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
      List<CSVRecord> records =
          CSVFormat.DEFAULT
              .builder()
              .setHeader()
              .setSkipHeaderRecord(true)
              .get()
              .parse(reader)
              .getRecords();
      Digits digits = new Digits(new float[records.size() * PIXELS], new int[records.size()]);
      for (int i = 0; i < records.size(); i++) {
        for (int pixel = 0; pixel < PIXELS; pixel++) {
          digits.pixels[i * PIXELS + pixel] = Integer.parseInt(records.get(i).get(pixel)) / DARKEST;
        }
        digits.labels[i] = Integer.parseInt(records.get(i).get("digit"));
      }
      return digits;
    }
  }

  int count() {
    return labels.length;
  }

  Digits shuffled(Random random) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < count(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    return select(order);
  }

  /** The digits from..to, the last excluded. */
  Digits part(int from, int to) {
    List<Integer> indices = new ArrayList<>();
    for (int i = from; i < to; i++) {
      indices.add(i);
    }
    return select(indices);
  }

  private Digits select(List<Integer> indices) {
    Digits selected = new Digits(new float[indices.size() * PIXELS], new int[indices.size()]);
    for (int i = 0; i < indices.size(); i++) {
      int index = indices.get(i);
      System.arraycopy(pixels, index * PIXELS, selected.pixels, i * PIXELS, PIXELS);
      selected.labels[i] = labels[index];
    }
    return selected;
  }
}
