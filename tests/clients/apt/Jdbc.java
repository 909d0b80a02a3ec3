// PostgreSQL's JDBC driver: metadata, text and binary transfer (from the fifth execution), fetch size, batches, COPY, cancel.
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.net.URI;
import java.sql.*;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

public class Jdbc {
  static void check(boolean condition, String what) {
    if (!condition) throw new AssertionError(what);
  }

  static List<String> names(ResultSet rows, String column) throws SQLException {
    List<String> names = new ArrayList<>();
    while (rows.next()) names.add(rows.getString(column));
    return names;
  }

  public static void main(String[] args) throws Exception {
    URI uri = new URI(args[0]);
    Properties properties = new Properties();
    properties.setProperty("user", uri.getUserInfo());
    properties.setProperty("prepareThreshold", "3");
    try (Connection connection = DriverManager.getConnection("jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath(), properties)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("create table jd (i int primary key, l bigint, n numeric(20,5), t varchar(20), d date, ts timestamp, tz timestamptz, f float8, o boolean, b bytea, a int[], u uuid)");
      }
      String insert = "insert into jd values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
      java.util.UUID uuid = java.util.UUID.fromString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");
      try (PreparedStatement statement = connection.prepareStatement(insert)) {
        for (int i = 1; i <= 10; i++) {
          statement.setInt(1, i);
          statement.setLong(2, 9007199254740993L);
          statement.setBigDecimal(3, new BigDecimal("-12345.67890"));
          statement.setString(4, "hä '\\");
          statement.setDate(5, Date.valueOf("2024-02-29"));
          statement.setTimestamp(6, Timestamp.valueOf("2024-02-29 12:34:56.789"));
          statement.setTimestamp(7, new Timestamp(1709210096789L));
          statement.setDouble(8, 1e300);
          statement.setBoolean(9, true);
          statement.setBytes(10, new byte[] {0, (byte) 255});
          statement.setArray(11, connection.createArrayOf("int4", new Integer[] {1, null, 3}));
          statement.setObject(12, uuid);
          check(statement.executeUpdate() == 1, "one row");
        }
      }
      // The same statement often: from the third time on it is named, and its results are binary.
      try (PreparedStatement statement = connection.prepareStatement("select * from jd where i = ?")) {
        for (int i = 1; i <= 10; i++) {
          statement.setInt(1, i);
          try (ResultSet rows = statement.executeQuery()) {
            check(rows.next(), "a row");
            check(rows.getLong("l") == 9007199254740993L, "bigint");
            check(rows.getBigDecimal("n").equals(new BigDecimal("-12345.67890")), "numeric " + rows.getBigDecimal("n"));
            check(rows.getString("t").equals("hä '\\"), "text");
            check(rows.getDate("d").equals(Date.valueOf("2024-02-29")), "date");
            check(rows.getTimestamp("ts").equals(Timestamp.valueOf("2024-02-29 12:34:56.789")), "timestamp");
            check(rows.getTimestamp("tz").getTime() == 1709210096789L, "timestamptz");
            check(rows.getDouble("f") == 1e300 && rows.getBoolean("o"), "double and boolean");
            check(rows.getBytes("b").length == 2 && rows.getBytes("b")[1] == (byte) 255, "bytea");
            Integer[] array = (Integer[]) rows.getArray("a").getArray();
            check(array.length == 3 && array[1] == null && array[2] == 3, "array");
            check(rows.getObject("u").equals(uuid), "uuid");
          }
        }
      }
      metadata(connection);
      // A batch, and keys that the server made.
      try (Statement statement = connection.createStatement()) {
        statement.execute("create table jb (i serial primary key, t text)");
      }
      try (PreparedStatement statement = connection.prepareStatement("insert into jb (t) values (?)", new String[] {"i"})) {
        for (int i = 0; i < 300; i++) {
          statement.setString(1, "row " + i);
          statement.addBatch();
        }
        int sum = 0;
        for (int count : statement.executeBatch()) sum += count;
        check(sum == 300, "batch of " + sum);
        ResultSet keys = statement.getGeneratedKeys();
        int keyCount = 0;
        while (keys.next()) keyCount++;
        check(keyCount == 300, "keys " + keyCount);
      }
      // Fetch size: a portal that is read bit by bit.
      connection.setAutoCommit(false);
      try (PreparedStatement statement = connection.prepareStatement("select i from generate_series(1, 1000) i")) {
        statement.setFetchSize(100);
        int count = 0;
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) count++;
        }
        check(count == 1000, "rows by fetch size");
      }
      // An error in a transaction, and savepoints.
      Savepoint savepoint = connection.setSavepoint();
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate("insert into jd (i) values (1)");
        throw new AssertionError("no error");
      } catch (SQLException error) {
        check(error.getSQLState().equals("23505"), error.getSQLState());
        connection.rollback(savepoint);
      }
      connection.commit();
      connection.setAutoCommit(true);
      // COPY.
      CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
      check(copy.copyIn("copy jb from stdin (format csv)", new StringReader("1000,x\n1001,\"y, z\"\n")) == 2, "copied in");
      StringWriter out = new StringWriter();
      copy.copyOut("copy (select * from jb where i >= 1000 order by i) to stdout (format csv)", out);
      check(out.toString().equals("1000,x\n1001,\"y, z\"\n"), out.toString());
      // Cancel, by the client and by a timeout.
      try (Statement statement = connection.createStatement()) {
        statement.setQueryTimeout(1);
        statement.execute("select pg_sleep(30)");
        throw new AssertionError("not cancelled");
      } catch (SQLException error) {
        check(error.getSQLState().equals("57014"), error.getSQLState());
      }
      try (Statement statement = connection.createStatement()) {
        statement.execute("drop table jd");
        statement.execute("drop table jb");
      }
    }
    System.out.println("ok");
  }

  static void metadata(Connection connection) throws SQLException {
    DatabaseMetaData metadata = connection.getMetaData();
    check(metadata.getDatabaseMajorVersion() == 15, "version " + metadata.getDatabaseProductVersion());
    check(names(metadata.getTables(null, "public", "jd", new String[] {"TABLE"}), "TABLE_NAME").contains("jd"), "tables");
    List<String> columns = names(metadata.getColumns(null, "public", "jd", "%"), "COLUMN_NAME");
    check(columns.size() == 12 && columns.get(0).equals("i"), "columns " + columns);
    check(names(metadata.getPrimaryKeys(null, "public", "jd"), "COLUMN_NAME").equals(List.of("i")), "primary key");
    check(names(metadata.getIndexInfo(null, "public", "jd", false, false), "INDEX_NAME").contains("jd_pkey"), "indexes");
    names(metadata.getBestRowIdentifier(null, "public", "jd", DatabaseMetaData.bestRowSession, false), "COLUMN_NAME");
    check(!metadata.getSQLKeywords().isEmpty(), "keywords");
    check(names(metadata.getSchemas(), "TABLE_SCHEM").contains("public"), "schemas");
    check(names(metadata.getTypeInfo(), "TYPE_NAME").contains("int4"), "types");
    names(metadata.getCatalogs(), "TABLE_CAT");
    names(metadata.getTableTypes(), "TABLE_TYPE");
    names(metadata.getImportedKeys(null, "public", "jd"), "FKTABLE_NAME");
    names(metadata.getExportedKeys(null, "public", "jd"), "FKTABLE_NAME");
    names(metadata.getFunctions(null, "pg_catalog", "abs"), "FUNCTION_NAME");
    names(metadata.getProcedures(null, "public", "%"), "PROCEDURE_NAME");
    names(metadata.getTablePrivileges(null, "public", "jd"), "GRANTEE");
    names(metadata.getColumnPrivileges(null, "public", "jd", "%"), "GRANTEE");
    names(metadata.getUDTs(null, "public", "%", null), "TYPE_NAME");
    names(metadata.getClientInfoProperties(), "NAME");
    check(metadata.getMaxColumnNameLength() == 63, "name length");
  }
}
