package dev.surprisal.benchmark;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import javax.imageio.ImageIO;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;

/** What all charts have in common. */
final class Charts {
  private static final Set<Integer> LABELLED_DIGITS = Set.of(1, 2, 5);

  private Charts() {}

  /** Plain, with the legend below. */
  static void style(AxesChartStyler styler) {
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(new Color(0xe4e4e4));
    styler.setLegendPosition(Styler.LegendPosition.OutsideS);
    styler.setLegendLayout(Styler.LegendLayout.Horizontal);
    styler.setLegendBorderColor(Color.WHITE);
  }

  static void logarithmicX(AxesChartStyler styler) {
    styler.setXAxisLogarithmic(true).setXAxisLogarithmicDecadeOnly(false);
    styler.setXAxisTickLabelsFormattingFunction(Charts::tickLabel);
  }

  static void logarithmicY(AxesChartStyler styler) {
    styler.setYAxisLogarithmic(true).setYAxisLogarithmicDecadeOnly(false);
    styler.setYAxisTickLabelsFormattingFunction(Charts::tickLabel);
  }

  /** Of the ticks of a decade, 1, 2 and 5 are labelled; the chart needs a text for the others. */
  static String tickLabel(double tick) {
    BigDecimal digit = new BigDecimal(tick).round(new MathContext(1)).stripTrailingZeros();
    return LABELLED_DIGITS.contains(digit.unscaledValue().intValueExact())
        ? digit.toPlainString()
        : " ";
  }

  static void save(BufferedImage image, Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    ImageIO.write(image, "png", file.toFile());
    System.out.println("\nThe chart is in " + file.toAbsolutePath());
  }
}
