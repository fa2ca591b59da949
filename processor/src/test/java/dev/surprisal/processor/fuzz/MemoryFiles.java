package dev.surprisal.processor.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/** Keeps what a compiler writes in memory, under the names that a disk would take. */
final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {
  /** Of ext4, XFS, NTFS and APFS alike. */
  private static final int LONGEST_NAME = 255;

  private final Map<String, Written> written = new LinkedHashMap<>();

  MemoryFiles(JavaFileManager others) {
    super(others);
  }

  /** The texts of the sources that were written, by their names. */
  Map<String, String> sources() {
    Map<String, String> sources = new TreeMap<>();
    written.forEach((name, file) -> {
      if (file.getKind() == JavaFileObject.Kind.SOURCE) {
        sources.put(name, file.getCharContent(true));
      }
    });
    return sources;
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
    return written.computeIfAbsent(
        className.replace('.', '/') + kind.extension, name -> new Written(name, kind));
  }

  @Override
  public boolean isSameFile(FileObject a, FileObject b) {
    return a.toUri().equals(b.toUri());
  }

  /** A file that the compiler writes, and then reads where it is a source. */
  private static final class Written extends SimpleJavaFileObject {
    private final String path;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Written(String path, Kind kind) {
      super(Source.uri(path), kind);
      this.path = path;
    }

    @Override
    public OutputStream openOutputStream() throws IOException {
      String name = path.substring(path.lastIndexOf('/') + 1);
      if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
        throw new IOException("File name too long: " + name);
      }
      bytes.reset();
      return bytes;
    }

    @Override
    public String getCharContent(boolean ignoreEncodingErrors) {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
