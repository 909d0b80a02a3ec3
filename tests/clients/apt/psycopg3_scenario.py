"""psycopg 3: extended protocol, text and binary, prepared statements, pipelines, COPY, server cursors."""
import sys
import threading
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

url = sys.argv[1]
with psycopg.connect(url) as connection:
    connection.execute("create table p3 (i int primary key, n numeric, t text, d date, ts timestamptz, iv interval, b bytea, a int[], x text[], j jsonb, f float8, o bool, u uuid)")
    row = (1, Decimal("-12345678901234567890.5"), "h\u00e4 '\\", date(2024, 2, 29), datetime(2024, 2, 29, 1, 2, 3, 4, timezone.utc), timedelta(days=1, seconds=5),
           b"\x00\xff", [1, None, 3], ["a", "b c", None], Jsonb({"a": [1]}), 1e300, True, UUID("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"))
    marks = ", ".join(["%s"] * len(row))
    connection.execute(f"insert into p3 values ({marks})", row)
    connection.execute(f"insert into p3 values ({marks})".replace("%s", "%b"), (2,) + row[1:])
    connection.commit()
    for binary in (False, True):
        for read in connection.cursor(binary=binary).execute("select * from p3 order by i").fetchall():
            assert read[1:9] == row[1:9] and read[9] == {"a": [1]} and read[10:] == row[10:], (binary, read)

    # Prepared after some executions.
    for i in range(10):
        assert connection.execute("select %s::int + 1", (i,)).fetchone() == (i + 1,)
    # A batch.
    with connection.cursor() as cursor:
        cursor.executemany("insert into p3 (i, t) values (%s, %s)", [(i, f"row {i}") for i in range(10, 200)])
        assert cursor.rowcount == 190
    connection.commit()
    # A pipeline, in which an error ends what comes after it up to the sync.
    with connection.pipeline() as pipeline:
        first = connection.execute("select 1")
        second = connection.execute("select 2")
        pipeline.sync()
        assert (first.fetchone(), second.fetchone()) == ((1,), (2,))
    try:
        with connection.pipeline():
            connection.execute("insert into p3 (i) values (5000)")
            connection.execute("select 1/0")
            connection.execute("insert into p3 (i) values (5001)")
        raise AssertionError("no error")
    except psycopg.errors.DivisionByZero:
        connection.rollback()
    assert connection.execute("select count(*) from p3 where i >= 5000").fetchone() == (0,)
    # Transactions within transactions.
    with connection.transaction():
        connection.execute("delete from p3 where i = 10")
        try:
            with connection.transaction():
                connection.execute("delete from p3")
                raise ValueError
        except ValueError:
            pass
    assert connection.execute("select count(*) from p3").fetchone() == (191,)
    # A cursor of the server.
    with connection.cursor("named") as named:
        named.execute("select i from p3 order by i")
        assert len(named.fetchmany(100)) == 100
        assert len(named.fetchall()) == 91
    # COPY, as text and in binary form.
    with connection.cursor().copy("copy p3 (i, t) from stdin") as copy:
        for i in range(1000, 1010):
            copy.write_row((i, f"copied {i}"))
    with connection.cursor().copy("copy p3 (i, t) from stdin (format binary)") as copy:
        copy.set_types(["int4", "text"])
        copy.write_row((2000, "binary"))
    with connection.cursor().copy("copy (select i, t from p3 where i >= 1009 order by i) to stdout (format binary)") as copy:
        copy.set_types(["int4", "text"])
        assert list(copy.rows()) == [(1009, "copied 1009"), (2000, "binary")]
    try:
        with connection.cursor().copy("copy p3 (i, t) from stdin") as copy:
            raise ValueError
    except (ValueError, psycopg.errors.QueryCanceled):
        connection.rollback()
    # Cancel.
    threading.Timer(0.3, connection.cancel).start()
    try:
        connection.execute("select pg_sleep(30)")
        raise AssertionError("not cancelled")
    except psycopg.errors.QueryCanceled:
        connection.rollback()
    connection.execute("drop table p3")
print("ok")
