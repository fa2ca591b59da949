package dev.surprisal.samples.explorer;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;

/** Keeps in memory what a compiler writes. */
final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {
  private final Map<String, Content> written = new LinkedHashMap<>();

  MemoryFiles(JavaFileManager files) {
    super(files);
  }

  /** A source that lies nowhere. */
  static JavaFileObject source(String name, String text) {
    return new SimpleJavaFileObject(URI.create("memory:///" + name + ".java"), Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  /** A source that was generated; empty where there is none. */
  String source(String name) {
    Content content = written.get(name + Kind.SOURCE.extension);
    return content == null ? "" : new String(content.bytes(), StandardCharsets.UTF_8);
  }

  /** Loads what was compiled. */
  ClassLoader loader() {
    return new ClassLoader(MemoryFiles.class.getClassLoader()) {
      @Override
      protected Class<?> findClass(String name) throws ClassNotFoundException {
        Content content = written.get(name + Kind.CLASS.extension);
        if (content == null) {
          throw new ClassNotFoundException(name);
        }
        return defineClass(name, content.bytes(), 0, content.bytes().length);
      }
    };
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String className, Kind kind, FileObject sibling) {
    Content content = new Content(className, kind);
    written.put(className + kind.extension, content);
    return content;
  }

  private static final class Content extends SimpleJavaFileObject {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Content(String name, Kind kind) {
      super(URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind);
    }

    byte[] bytes() {
      return bytes.toByteArray();
    }

    @Override
    public OutputStream openOutputStream() {
      return bytes;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
