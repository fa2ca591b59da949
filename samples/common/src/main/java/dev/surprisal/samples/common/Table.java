package dev.surprisal.samples.common;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Numbers from a file of comma-separated values, whose first line names the columns.
 *
 * @param names of the columns
 * @param values row after row
 */
public record Table(List<String> names, float[] values) {
  /** Reads a resource that lies beside a class. */
  public static Table read(Class<?> neighbour, String resource) {
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (InputStream stream = neighbour.getResourceAsStream(resource);
        Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8);
        CSVParser parser = format.parse(reader)) {
      List<CSVRecord> records = parser.getRecords();
      List<String> names = parser.getHeaderNames();
      float[] values = new float[records.size() * names.size()];
      int i = 0;
      for (CSVRecord each : records) {
        for (String cell : each) {
          values[i] = Float.parseFloat(cell);
          i++;
        }
      }
      return new Table(names, values);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The number of rows. */
  public int rows() {
    return values.length / names.size();
  }

  /** All columns but the last, row after row: what a model is given. */
  public float[] inputs() {
    int width = names.size() - 1;
    float[] inputs = new float[rows() * width];
    for (int row = 0; row < rows(); row++) {
      System.arraycopy(values, row * names.size(), inputs, row * width, width);
    }
    return inputs;
  }

  /** The last column: what it is to say. */
  public float[] targets() {
    float[] targets = new float[rows()];
    for (int row = 0; row < rows(); row++) {
      targets[row] = values[(row + 1) * names.size() - 1];
    }
    return targets;
  }
}
