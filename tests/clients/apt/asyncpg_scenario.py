"""asyncpg: binary protocol throughout, types looked up in the catalogs, cursors, COPY."""
import asyncio
import io
import sys
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import asyncpg


async def main(url):
    connection = await asyncpg.connect(url)
    await connection.execute("create type mood as enum ('sad', 'happy')")
    await connection.execute("create table ap (i int primary key, n numeric, t text, d date, ts timestamptz, iv interval, b bytea, a int[], x text[], j jsonb, f float8, o bool, u uuid, m mood)")
    row = (1, Decimal("1.50"), "h\u00e4", date(2024, 2, 29), datetime(2024, 2, 29, 1, 2, 3, 4, timezone.utc), timedelta(days=1, seconds=5), b"\x00\xff",
           [1, None, 3], ["a", None], '{"a": [1]}', 1e300, True, UUID("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"), "happy")
    marks = ", ".join(f"${i + 1}" for i in range(len(row)))
    assert await connection.execute(f"insert into ap values ({marks})", *row) == "INSERT 0 1"
    assert tuple(await connection.fetchrow("select * from ap")) == row
    await connection.executemany("insert into ap (i, t) values ($1, $2)", [(i, f"row {i}") for i in range(2, 300)])
    statement = await connection.prepare("select i from ap where i < $1 order by i")
    assert [parameter.name for parameter in statement.get_parameters()] == ["int4"]
    assert [record["i"] for record in await statement.fetch(4)] == [1, 2, 3]
    async with connection.transaction():
        seen = [record["i"] async for record in connection.cursor("select i from ap order by i", prefetch=50)]
        assert seen == list(range(1, 300))
    try:
        async with connection.transaction():
            await connection.execute("insert into ap (i) values (1)")
    except asyncpg.UniqueViolationError as error:
        assert error.constraint_name == "ap_pkey"
    await connection.copy_records_to_table("ap", records=[(1000, "copied")], columns=["i", "t"])
    out = io.BytesIO()
    await connection.copy_from_query("select i, t from ap where i >= $1", 1000, output=out, format="csv")
    assert out.getvalue() == b"1000,copied\n", out.getvalue()
    try:
        await connection.fetch("select pg_sleep(30)", timeout=0.3)
        raise AssertionError("not cancelled")
    except asyncio.TimeoutError:
        pass
    assert await connection.fetchval("select 1") == 1
    pool = await asyncpg.create_pool(url, min_size=1, max_size=3)
    assert await asyncio.gather(*[pool.fetchval("select $1::int", i) for i in range(20)]) == list(range(20))
    await pool.close()
    await connection.execute("drop table ap")
    await connection.execute("drop type mood")
    await connection.close()


asyncio.run(main(sys.argv[1]))
print("ok")
