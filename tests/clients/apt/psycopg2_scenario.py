"""psycopg 2: text protocol, cursors by name, COPY, cancel."""
import io
import sys
import threading
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import psycopg2
import psycopg2.errors
import psycopg2.extras

connection = psycopg2.connect(sys.argv[1])
cursor = connection.cursor()
cursor.execute("create table p2 (i int primary key, n numeric, t text, d date, ts timestamptz, iv interval, b bytea, a int[], j jsonb, f float8, o bool)")
row = (1, Decimal("1.50"), "h\u00e4 '\\", date(2024, 2, 29), datetime(2024, 2, 29, 1, 2, 3, 4, timezone.utc), timedelta(days=1, seconds=5),
       psycopg2.Binary(b"\x00\xff"), [1, None, 3], psycopg2.extras.Json({"a": [1]}), 1e300, True)
cursor.execute("insert into p2 values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)", row)
connection.commit()
cursor.execute("select * from p2")
read = cursor.fetchone()
assert read[:6] == row[:6], read
assert bytes(read[6]) == b"\x00\xff" and read[7:] == ([1, None, 3], {"a": [1]}, 1e300, True), read
assert [column.name for column in cursor.description][:3] == ["i", "n", "t"]

# A batch, and an error in a transaction.
psycopg2.extras.execute_values(cursor, "insert into p2 (i, t) values %s", [(i, f"row {i}") for i in range(2, 300)])
connection.commit()
try:
    cursor.execute("insert into p2 (i) values (1)")
    raise AssertionError("no error")
except psycopg2.errors.UniqueViolation as error:
    assert error.diag.constraint_name == "p2_pkey" and error.diag.table_name == "p2", error.diag.constraint_name
connection.rollback()

# A cursor of the server.
with connection.cursor("named") as named:
    named.itersize = 50
    named.execute("select i from p2 order by i")
    assert [i for (i,) in named] == list(range(1, 300))
connection.commit()

# COPY both ways.
cursor.copy_expert("copy p2 (i, t) from stdin (format csv)", io.StringIO("1000,copied\n1001,\"two, quoted\"\n"))
out = io.StringIO()
cursor.copy_expert("copy (select i, t from p2 where i >= 1000 order by i) to stdout (format csv)", out)
assert out.getvalue() == '1000,copied\n1001,"two, quoted"\n', out.getvalue()
connection.commit()

# Cancel.
threading.Timer(0.3, connection.cancel).start()
try:
    cursor.execute("select pg_sleep(30)")
    raise AssertionError("not cancelled")
except psycopg2.errors.QueryCanceled:
    connection.rollback()
cursor.execute("drop table p2")
connection.commit()
print("ok")
