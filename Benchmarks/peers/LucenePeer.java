import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.MMapDirectory;

/** LucenePeer index CORPUS DIRECTORY THREADS | optimize DIRECTORY | query DIRECTORY QUERIES MODE PASSES */
public final class LucenePeer {
  private static final String TEXT = "text";
  private static final String END = "";

  private static final Analyzer ANALYZER =
      new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
          StandardTokenizer tokens = new StandardTokenizer();
          return new TokenStreamComponents(tokens, new PorterStemFilter(new LowerCaseFilter(tokens)));
        }
      };

  public static void main(String[] a) throws Exception {
    switch (a[0]) {
      case "index" -> index(a[1], a[2], Integer.parseInt(a[3]));
      case "optimize" -> optimize(a[1]);
      case "query" -> query(a[1], a[2], a[3].equals("top10"), Integer.parseInt(a[4]));
      default -> throw new IllegalArgumentException(a[0]);
    }
  }

  // Indexing

  private record Line(long number, String text) {}

  private static void index(String corpus, String directory, int threads) throws Exception {
    IndexWriterConfig config = new IndexWriterConfig(ANALYZER);
    config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
    config.setRAMBufferSizeMB(256);
    try (IndexWriter writer = new IndexWriter(FSDirectory.open(Paths.get(directory)), config)) {
      ArrayBlockingQueue<Line> lines = new ArrayBlockingQueue<>(2_000);
      List<Thread> workers = new ArrayList<>();
      for (int worker = 0; threads > 1 && worker < threads; worker++) {
        Thread thread = new Thread(() -> addAll(writer, lines));
        thread.start();
        workers.add(thread);
      }
      ObjectMapper mapper = new ObjectMapper();
      try (var reader = Files.newBufferedReader(Paths.get(corpus))) {
        String text;
        for (long number = 0; (text = reader.readLine()) != null; number++) {
          if (threads > 1) lines.put(new Line(number, text));
          else add(writer, mapper, new Line(number, text));
        }
      }
      if (threads > 1) lines.put(new Line(0, END));
      for (Thread worker : workers) worker.join();
      writer.commit();
    }
  }

  private static void addAll(IndexWriter writer, ArrayBlockingQueue<Line> lines) {
    try {
      ObjectMapper mapper = new ObjectMapper();
      for (Line line = lines.take(); ; line = lines.take()) {
        if (line.text.equals(END)) {
          lines.put(line);
          return;
        }
        add(writer, mapper, line);
      }
    } catch (IOException | InterruptedException failure) {
      failure.printStackTrace();
      System.exit(1);
    }
  }

  private static void add(IndexWriter writer, ObjectMapper mapper, Line line) throws IOException {
    JsonNode record = mapper.readTree(line.text);
    Document document = new Document();
    document.add(new StringField("id", record.get("id").asText(), Field.Store.YES));
    document.add(new NumericDocValuesField("number", line.number));
    String text = record.get("title").asText() + "\n" + record.get("body").asText();
    document.add(new TextField(TEXT, text, Field.Store.YES));
    writer.addDocument(document);
  }

  private static void optimize(String directory) throws IOException {
    try (IndexWriter writer = new IndexWriter(FSDirectory.open(Paths.get(directory)), new IndexWriterConfig(ANALYZER))) {
      writer.forceMerge(1);
    }
  }

  // Searching

  private static Term term(String word) throws IOException {
    try (TokenStream tokens = ANALYZER.tokenStream(TEXT, word)) {
      CharTermAttribute text = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      tokens.incrementToken();
      Term term = new Term(TEXT, text.toString());
      tokens.end();
      return term;
    }
  }

  /** A line of the query file: set, operation, words, phrase. */
  private static Query built(String[] q) throws IOException {
    if (q[1].equals("prefix")) return new PrefixQuery(new Term(TEXT, q[2]));
    if (q[1].equals("fuzzy")) return new FuzzyQuery(new Term(TEXT, q[2]), 1);
    List<Query> parts = new ArrayList<>();
    for (String word : q[2].split(" ")) if (!word.isEmpty()) parts.add(new TermQuery(term(word)));
    if (!q[3].isEmpty()) {
      PhraseQuery.Builder phrase = new PhraseQuery.Builder();
      for (String word : q[3].split(" ")) phrase.add(term(word));
      parts.add(phrase.build());
    }
    if (parts.size() == 1) return parts.get(0);
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    for (Query part : parts) all.add(part, q[1].equals("or") ? BooleanClause.Occur.SHOULD : BooleanClause.Occur.MUST);
    return all.build();
  }

  private interface Answer {
    long of(String[] query) throws IOException;
  }

  private static long top(IndexSearcher searcher, Query query) throws IOException {
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    ScoreDoc[] hits = searcher.search(query, 10).scoreDocs;
    for (ScoreDoc hit : hits) {
      LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(hit.doc, leaves));
      var numbers = leaf.reader().getNumericDocValues("number");
      if (!numbers.advanceExact(hit.doc - leaf.docBase)) throw new IllegalStateException();
    }
    return hits.length;
  }

  private static void query(String directory, String queries, boolean isTop, int passes) throws IOException {
    IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(new MMapDirectory(Path.of(directory))));
    searcher.setQueryCache(null);
    Map<String, List<String[]>> sets = new LinkedHashMap<>();
    for (String line : Files.readAllLines(Paths.get(queries))) {
      String[] query = line.split("\t", -1);
      sets.computeIfAbsent(query[0], name -> new ArrayList<>()).add(query);
    }
    Answer answer = isTop ? q -> top(searcher, built(q)) : q -> searcher.count(built(q));
    List<String> members = new ArrayList<>();
    for (var set : sets.entrySet()) members.add("\"" + set.getKey() + "\": " + measure(set.getValue(), answer, passes));
    System.out.println(
        "{\"mode\": \"" + (isTop ? "top10" : "count") + "\", \"passes\": " + passes + ", \"segments\": "
            + searcher.getIndexReader().leaves().size() + ", \"sets\": {" + String.join(", ", members) + "}}");
  }

  /** A pass whose answers count; three seconds, or twenty passes, for the compiler; then the timed ones. */
  private static String measure(List<String[]> queries, Answer answer, int passes) throws IOException {
    long matches = 0;
    List<Long> each = new ArrayList<>();
    for (String[] query : queries) each.add(answer.of(query));
    for (long count : each) matches += count;
    long start = System.nanoTime();
    for (int pass = 0; pass < 20 && System.nanoTime() - start < 3_000_000_000L; pass++) {
      for (String[] query : queries) answer.of(query);
    }
    double[][] runs = new double[passes][queries.size()];
    double[] means = new double[passes];
    for (int pass = 0; pass < passes; pass++) {
      for (int i = 0; i < queries.size(); i++) {
        long before = System.nanoTime();
        answer.of(queries.get(i));
        runs[pass][i] = (System.nanoTime() - before) / 1e3;
      }
      Arrays.sort(runs[pass]);
      means[pass] = Arrays.stream(runs[pass]).average().orElse(0);
    }
    StringBuilder out = new StringBuilder("{\"n\": " + queries.size() + ", \"matches\": " + matches + ", \"each\": " + each);
    for (var part : Map.of("p50", 0.5, "p90", 0.9, "p99", 0.99).entrySet()) {
      append(out, part.getKey(), Arrays.stream(runs).mapToDouble(run -> percentile(run, part.getValue())).toArray());
    }
    append(out, "mean", means);
    return out.append("}").toString();
  }

  private static double percentile(double[] sorted, double part) {
    double place = (sorted.length - 1) * part;
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
  }

  private static void append(StringBuilder out, String name, double[] values) {
    Arrays.sort(values);
    double median = percentile(values, 0.5);
    double last = values[values.length - 1];
    out.append(String.format(Locale.ROOT, ", \"%s\": %.1f, \"%s_mm\": [%.1f, %.1f]", name, median, name, values[0], last));
  }
}
